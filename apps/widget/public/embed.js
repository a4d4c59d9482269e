// For a shop's pages: <script src="…/widget/embed.js" data-shop="flagship" data-token="…" async></script>
// Puts a button at the bottom right that opens the widget in a frame; data-lang="en" for English.
(() => {
  const script = document.currentScript;
  if (!script || document.getElementById('kefu-widget')) return;
  const { shop = '', token = '', lang = 'zh-CN' } = script.dataset;
  const english = lang.startsWith('en');
  const address = new URL('./', script.src);
  // Behind the #, so that neither servers nor logs on the way see the token.
  address.hash = new URLSearchParams({ shop, token, lang }).toString();

  const frame = document.createElement('iframe');
  frame.id = 'kefu-widget';
  frame.title = english ? 'Customer service' : '在线客服';
  frame.style.cssText =
    'position:fixed;right:16px;bottom:84px;width:min(390px,calc(100vw - 32px));height:min(640px,calc(100dvh - 100px));border:0;border-radius:12px;box-shadow:0 8px 32px rgb(0 0 0 / .2);display:none;z-index:2147483000;background:#fff';

  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = english ? 'Help' : '客服';
  button.setAttribute('aria-expanded', 'false');
  button.setAttribute('aria-controls', frame.id);
  button.style.cssText =
    'position:fixed;right:16px;bottom:16px;width:56px;height:56px;border:0;border-radius:28px;background:#1f5fbf;color:#fff;font:600 15px/1 "PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif;cursor:pointer;z-index:2147483000';
  button.addEventListener('click', () => {
    const open = frame.style.display === 'none';
    if (open && !frame.src) frame.src = address.href;
    frame.style.display = open ? 'block' : 'none';
    button.setAttribute('aria-expanded', String(open));
  });
  document.body.append(frame, button);
})();
