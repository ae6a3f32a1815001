// What a page in a pseudo-language shows, says and cuts off, and where its blocks stand.
(KEYS => ({
  // Each text that can be seen or heard, with the element that it stands in, in the page's order;
  // and each that only scripts show. `page` is a document.
  texts(page) {
    const root = page.documentElement;
    const foreign = one => {
      const marked = one.closest('[lang]');
      return marked && marked !== root && marked.lang !== root.lang;
    };
    const data = one => one.closest(
      'script, style, template, noscript, textarea, bdi, code, kbd, samp, data, abbr, '
      + '[dir=auto], [translate=no]'
    ) || foreign(one);
    const shown = one => one.cloneNode(false).outerHTML.slice(0, 120);
    const runs = [], alone = [[page.title, '<title>'], ...this.scripts(page)];
    const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode, parent = node.parentElement;
      runs.push([data(parent) ? ' ' : node.nodeValue, shown(parent)]);
    }
    const names = ['alt', 'title', 'aria-label', 'placeholder', 'aria-description', 'label'];
    for (const one of page.querySelectorAll(names.map(name => `[${name}]`).join())) {
      if (data(one)) continue;
      for (const name of names.filter(name => one.hasAttribute(name)))
        alone.push([one.getAttribute(name), shown(one)]);
    }
    const about = page.querySelector('meta[name=description]');
    if (about) alone.push([about.content, '<meta name=description>']);
    return {runs, alone};
  },

  // The words that wait for a script: in JSON, and in every data attribute that holds no key.
  scripts(page) {
    const found = [];
    for (const one of page.querySelectorAll('script[type="application/json"][id$=-words]'))
      for (const [key, text] of Object.entries(JSON.parse(one.textContent)))
        found.push([text, `${one.id}: ${key}`]);
    for (const one of page.querySelectorAll('body *'))
      for (const [key, text] of Object.entries(one.dataset))
        if (!KEYS.has(key) && !key.endsWith('Url') && !key.startsWith('trix'))
          found.push([text, `data-${key} of ${one.localName}`]);
    return found;
  },

  // What is wider than the box that cuts it off, and buttons that are too small for their words.
  cut() {
    const found = [];
    for (const one of document.querySelectorAll('body *')) {
      if (!one.checkVisibility() || one.clientWidth < 3 || !one.textContent.trim()) continue;
      if (one.closest('[aria-hidden=true]')) continue;
      const style = getComputedStyle(one);
      const cuts = ['hidden', 'clip'].includes(style.overflowX) || style.textOverflow === 'ellipsis';
      const button = one.matches('button, summary, .button, [role=button]');
      if ((cuts || button) && one.scrollWidth > one.clientWidth + 1)
        found.push(`${one.scrollWidth} in ${one.clientWidth}: ${one.outerHTML.slice(0, 160)}`);
      const low = ['hidden', 'clip'].includes(style.overflowY);
      if ((low || button) && one.scrollHeight > one.clientHeight + 2)
        found.push(`${one.scrollHeight} high in ${one.clientHeight}: ${one.outerHTML.slice(0, 160)}`);
    }
    return [...found, ...this.wide(), ...this.lines()];
  },

  wide() {
    const wide = document.documentElement.scrollWidth;
    return wide > innerWidth ? [`${wide} px wide in a window of ${innerWidth}`] : [];
  },

  // All that scripts have to say, in the lines in which they say it, one below the other.
  lines() {
    const said = this.scripts(document).map(([text]) => text).filter(text => /\s/.test(text));
    const found = [];
    for (const line of said.length ? document.querySelectorAll('[data-save-status], [data-status]') : []) {
      const before = [...line.childNodes];
      line.replaceChildren(...said.map(text => {
        const one = document.createElement('div');
        one.textContent = text;
        return one;
      }));
      for (const one of line.children)
        if (one.scrollWidth > one.clientWidth + 1)
          found.push(`${one.scrollWidth} in ${one.clientWidth}: ${one.textContent}`);
      found.push(...this.wide());
      line.replaceChildren(...before);
    }
    return found;
  },

  // Where the blocks of a page stand, from the edge at which its lines begin.
  boxes() {
    const width = document.documentElement.clientWidth, found = {};
    const rtl = document.documentElement.dir === 'rtl';
    const blocks = 'header, header > *, header > * > *, main, main > *, main > * > *, footer > *, '
      + 'main form > *, main .actions > :first-child, th:first-child, td:first-child, '
      + 'dialog, dialog form > *';
    for (const [n, one] of document.querySelectorAll(blocks).entries()) {
      const box = one.getBoundingClientRect();
      if (!one.checkVisibility() || box.width < 2 || box.height < 2) continue;
      // Behind its first neighbour, what wraps as words do stands where their lengths put it.
      const around = getComputedStyle(one.parentElement), first = one.parentElement.firstElementChild;
      if (around.flexWrap === 'wrap' && one !== first) continue;
      found[`${n} ${one.localName}#${one.id}.${one.className}`] = rtl
        ? [width - box.right, width - box.left] : [box.left, box.right];
    }
    return [width, found];
  },

  // Blocks whose lines begin at the side at which those of the page end, in its own language.
  turned() {
    const root = document.documentElement;
    const blocks = 'main :is(p, ul, ol, li, dl, div, section, table)[dir]:not([dir=auto])';
    return [...document.querySelectorAll(blocks)]
      .filter(one => one.dir !== root.dir && one.closest('[lang]') === root)
      .map(one => one.cloneNode(false).outerHTML.slice(0, 160));
  },

  // The templates of the page, which it names behind its end.
  templates() {
    const end = document.lastChild;
    return end.nodeType === Node.COMMENT_NODE ? end.data.trim().split(' ') : [];
  },

  look({texts, boxes}) {
    return {
      lang: document.documentElement.lang,
      cut: this.cut(),
      turned: this.turned(),
      templates: this.templates(),
      texts: texts ? this.texts(document) : null,
      boxes: boxes ? this.boxes() : null,
    };
  },

  // The same of a page that no window shows, and whether it is one with a form that was refused.
  read(html) {
    const page = new DOMParser().parseFromString(html, 'text/html');
    return {
      lang: page.documentElement.lang,
      refused: Boolean(page.querySelector('.errors')),
      texts: this.texts(page),
    };
  },

  // What the forms of the page that is open would send to it: [name, value, whether one can type it].
  forms() {
    const own = [...document.querySelectorAll('main form[method=post]')]
      .filter(form => new URL(form.action).pathname === location.pathname);
    return own.map(form => [...form.elements].filter(one => one.name && one.type !== 'file')
      .map(one => [one.name, one.value, one.type !== 'hidden' && one.localName !== 'button']));
  },
}))
