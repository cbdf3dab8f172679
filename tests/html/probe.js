/*
 * probe.js - what a reader would see wrong in the page that this is added to
 *
 * Each text must stand within the window, be drawn, lie over no other text, and
 * differ enough from its ground; so must each mark of a chart.  One line for
 * each fault goes to the page around this one; "faults: 0" is good.
 */
addEventListener('load', () => {
	const faults = []
	const wide = document.documentElement.clientWidth
	const boxes = []

	const colour = (text) => (text.match(/[\d.]+/g) || []).map(Number)
	const luminance = (rgb) => {
		const part = (c) => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
		const [r, g, b] = rgb.map((c) => part(c / 255))
		return 0.2126 * r + 0.7152 * g + 0.0722 * b
	}
	const contrast = (a, b) => {
		const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
		return (high + 0.05) / (low + 0.05)
	}
	const ground = (element) => {
		for (let e = element; e; e = e.parentElement) {
			const [r, g, b, a] = colour(getComputedStyle(e).backgroundColor)
			if (a === undefined || a > 0) return [r, g, b]
		}
		return [255, 255, 255]
	}
	const need = (element, property, least, what) => {
		const own = colour(getComputedStyle(element)[property]).slice(0, 3)
		const ratio = contrast(own, ground(element))
		if (ratio < least) faults.push(`contrast ${ratio.toFixed(2)}: ${what}`)
	}

	if (document.documentElement.scrollWidth > wide)
		faults.push(`wider than the window: ${document.documentElement.scrollWidth} > ${wide}`)

	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
	while (walker.nextNode()) {
		const node = walker.currentNode
		const element = node.parentElement
		if (!node.data.trim() || element.closest('title, desc, script')) continue
		// On a narrow screen the head of a table is there for a screen
		// reader only: each cell says its own column.
		const head = element.closest('thead')
		if (head && getComputedStyle(head).position === 'absolute') continue
		const what = node.data.trim().slice(0, 50)
		const range = document.createRange()
		range.selectNodeContents(node)
		const rects = [...range.getClientRects()].filter((r) => r.width > 0 && r.height > 0)
		if (!rects.length) faults.push(`not drawn: ${what}`)
		for (const r of rects) {
			if (r.left < -0.5 || r.right > wide + 0.5) faults.push(`outside the window: ${what}`)
			boxes.push({ r, what, node })
		}
		need(element, element.namespaceURI.endsWith('svg') ? 'fill' : 'color', 4.5, what)
	}
	for (const e of document.querySelectorAll('svg .own, svg .bar')) need(e, 'fill', 3, e.className.baseVal)
	for (const e of document.querySelectorAll('svg .range, svg .target, svg .national')) need(e, 'stroke', 3, e.className.baseVal)

	boxes.sort((a, b) => a.r.top - b.r.top)
	for (let i = 0; i < boxes.length; i++) {
		for (let k = i + 1; k < boxes.length && boxes[k].r.top < boxes[i].r.bottom - 4; k++) {
			const [a, b] = [boxes[i], boxes[k]]
			if (a.node !== b.node && Math.min(a.r.right, b.r.right) - Math.max(a.r.left, b.r.left) > 1)
				faults.push(`over each other: ${a.what} | ${b.what}`)
		}
	}
	const background = getComputedStyle(document.documentElement).backgroundColor
	parent.postMessage([`texts: ${boxes.length}`, `ground: ${background}`,
		...[...new Set(faults)].slice(0, 10), `faults: ${faults.length}`].join('\n'), '*')
})
