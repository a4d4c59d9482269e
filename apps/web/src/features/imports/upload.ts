import type { Import } from '@kefu/contracts';
import { addressOf } from '../../shared/api/ask.ts';
import { offlineProblem, problemOfResponse, type AnsweredProblem } from '../../shared/api/problem.ts';

/** Uploads files of orders; fetch cannot tell how far an upload is, so this is an XMLHttpRequest. */
export const uploadImport = (
  shopId: string,
  files: readonly File[],
  onProgress: (share: number) => void,
): Promise<Import> =>
  new Promise((resolve, reject) => {
    const form = new FormData();
    form.append('shopId', shopId);
    for (const file of files) form.append('files', file);
    const request = new XMLHttpRequest();
    request.open('POST', addressOf('orders.uploadImport'));
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onerror = () => reject(offlineProblem());
    request.onload = () => {
      if (request.status < 300) return resolve(JSON.parse(request.responseText) as Import);
      const response = new Response(request.responseText, {
        status: request.status,
        statusText: request.statusText,
      });
      return void problemOfResponse(response).then((problem: AnsweredProblem) => reject(problem));
    };
    request.send(form);
  });
