import { get } from 'node:http';

/** Does the address answer with 2xx within two seconds? By `http`, because the first `fetch` costs a process 20 MB. */
export const answersOk = (url: string): Promise<boolean> =>
  new Promise((resolve, reject) => {
    const request = get(url, { timeout: 2000, agent: false }, (response) => {
      const { statusCode = 0 } = response.resume();
      resolve(statusCode >= 200 && statusCode < 300);
    });
    request.once('timeout', () => request.destroy(new Error(`${url} does not answer`)));
    request.once('error', reject);
  });
