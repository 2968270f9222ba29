import { html, MADE_UP } from './answer.ts';

/** The robot check that the site shows after many requests from one address. Nobody is meant to solve it. */
export function captchaPage(url: URL): string {
  return `<html lang="ru"><head>
<meta http-equiv="Content-Type" content="text/html;charset=utf-8">
<title>Отзовик - Вы робот?</title>
</head>
<body>
<div id="header" class="header"><div class="header-logo"><a href="/"></a></div></div>
<div id="content" class="main_content content">
<form class="captcha-form popup-box" action="" method="post">
<input type="hidden" name="captcha_url" value="${html(url.pathname + url.search)}">
<h1>Вы робот?</h1>
<div class="captcha-wrap">
<input class="keystring input2023" type="text" name="keystring" placeholder="Введите код с картинки" maxlength="8" autocomplete="off">
<div class="captcha"><img id="captcha-img" src="/scripts/captcha/index.php?rand=1"></div>
</div>
<button class="submit button2023" name="action_capcha_ban" type="submit">Я не робот!</button>
<div class="alert2023 warn">С Вашего IP-адреса было много обращений к сайту. (${MADE_UP})</div>
</form>
</div>
</body></html>
`;
}
