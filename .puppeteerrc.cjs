/** The browser comes from `@sparticuz/chromium` or the machine: nothing is downloaded at install. */
module.exports = { skipDownload: true };
