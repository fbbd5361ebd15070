package studio

import (
	"slices"
	"strconv"

	"easel/tui/intent"
	"easel/tui/keymap"
	"easel/tui/term"
	"easel/tui/widget"
)

// header is the first line: the session and where one is in its tree at the
// left; generators, size and price at the right. Of what does not fit the way
// from the beginning goes first, and the price last.
func header(st *State, width int) string {
	s := st.Style
	name, mark := " "+s.Title.Render("Easel"), ""
	if st.Mark != "" {
		mark = "  " + s.Quiet.Render(st.Mark)
	}
	trail := st.Session.Trail()
	least := term.Width(name + mark)
	switch {
	case len(trail) > 1:
		least += 2 + leastTrail
	case len(trail) == 1:
		least += 2 + min(term.Width(term.SafeLine(trail[0])), leastTrail)
	}
	size := itoa(st.Settings.Width) + "x" + itoa(st.Settings.Height)
	if st.Settings.Count > 1 {
		size = plural(st.Settings.Count, "picture", "pictures") + " " + size
	}
	if st.Settings.Seed != nil {
		size += " seed " + strconv.FormatUint(uint64(*st.Settings.Seed), 10)
	}
	price := s.Quiet.Render(st.Image.Price)
	if st.Image.Paid {
		price = s.Price.Render(st.Image.Price)
	}
	chat, image := term.SafeLine(st.Chat.Name), term.SafeLine(st.Image.ref())
	if n := len(st.Image.Also); n > 0 {
		image += " +" + itoa(n)
	}
	byRule, chatPrice, message, both := "", "", "", ""
	if st.Chat.ByRule {
		byRule = " by rule"
	}
	if st.Chat.Price != "" {
		chatPrice = " " + s.Price.Render(st.Chat.Price)
		message = s.Price.Render(st.Chat.Price) + s.Quiet.Render(" a message · ")
		both = s.Price.Render(st.Chat.Price) + s.Quiet.Render(" · ")
	}
	rights := []string{
		s.Quiet.Render(chat+byRule) + chatPrice + s.Quiet.Render(" · "+image+" "+size+" · ") + price + " ",
		s.Quiet.Render(chat) + chatPrice + s.Quiet.Render(" · "+image+" "+size+" · ") + price + " ",
		s.Quiet.Render(chat) + chatPrice + s.Quiet.Render(" · "+image+" · ") + price + " ",
		message + s.Quiet.Render(image+" "+size+" · ") + price + " ",
		message + price + " ",
		both + price + " ",
		price + " ",
	}
	if most := term.Width(rights[2]); least+2+most > width && mark != "" && len(trail) > 0 { // who paints is worth more than what was resumed
		least, mark = least-term.Width(mark), ""
	}
	right := rights[len(rights)-1]
	for _, r := range rights {
		if least+2+term.Width(r) <= width {
			right = r
			break
		}
	}
	if len(trail) > 0 {
		name += "  " + widget.Trail(trail, max(width-term.Width(name+mark+right)-4, 1), s)
	}
	return ends(name+mark, right, width)
}

// leastTrail is how much of where one is in the tree must show, in cells.
const leastTrail = 24

// footer names at most six keys that work now, most useful first.
func footer(st *State, sc *Screen, width int) string {
	var keys []widget.Key
	scopes := sc.Scopes(st)
	useful := sc.useful(st)
	if sc.zoom { // the way back
		useful = slices.Insert(useful, 0, intent.Intent(intent.Zoom{}))
	}
	for _, in := range useful {
		b, ok := keymap.For(in, scopes)
		if !ok || len(b.Keys) == 0 || b.Short == "" {
			continue
		}
		name := b.Keys[0]
		if _, is := in.(intent.NewLine); is && sc.ShiftEnter {
			name = "shift+enter"
		}
		if in == (intent.Zoom{}) && sc.zoom {
			b.Short = "all panes"
		}
		keys = append(keys, widget.Key{Name: name, Does: b.Short})
	}
	return widget.Keys(keys, width, st.Style)
}

// useful lists what a person is likely to want next, most useful first.
func (sc *Screen) useful(st *State) []intent.Intent {
	help, pane, generate := intent.OpenHelp{}, intent.NextPane{Delta: 1}, intent.Generate{}
	_, current := st.Session.Current()
	switch {
	case sc.prompt.editing():
		return []intent.Intent{intent.AcceptEdit{}, intent.Back{}, intent.NewLine{}, intent.UndoTyping{}}
	case !st.Started():
		return []intent.Intent{intent.Send{}, intent.NewLine{}, intent.ChooseGenerators{}, intent.OpenPalette{}, help, intent.Quit{}}
	case sc.focus == intent.Chat && sc.slash():
		return []intent.Intent{intent.Send{}, intent.Complete{}, intent.MoveCommand{Delta: 1}, intent.Back{}}
	case sc.focus == intent.Chat && !current:
		return []intent.Intent{intent.Send{}, intent.NewLine{}, pane, intent.OpenPalette{}, help}
	case sc.focus == intent.Chat:
		return []intent.Intent{intent.Send{}, generate, pane, intent.NewLine{}, intent.OpenPalette{}, help}
	case sc.focus == intent.Variations:
		return []intent.Intent{intent.Pick{}, generate, intent.ToggleMark{}, intent.Compare{}, pane, help}
	case sc.focus == intent.Prompt:
		return []intent.Intent{generate, intent.Edit{}, intent.CopyPrompt{}, intent.ToggleFavourite{}, pane, help}
	}
	if len(sc.Chosen(st)) > 1 {
		return []intent.Intent{intent.Compare{}, intent.ToggleMark{}, intent.ChangePicture{}, generate, pane, help}
	}
	if _, there := sc.Picture(st); there && st.Image.Can.References > 0 {
		return []intent.Intent{intent.OpenPicture{}, intent.ChangePicture{}, intent.CopyPath{}, generate, pane, help}
	}
	return []intent.Intent{intent.OpenPicture{}, intent.CopyPath{}, generate, intent.Zoom{}, pane, help}
}

// hint is what the empty input suggests: one thing at a time, gone once done.
func (sc *Screen) hint(st *State) string {
	_, current := st.Session.Current()
	chat := sc.focus == intent.Chat // or what is said is not typed but a key away
	switch {
	case !st.Started():
		return "a beach sunset"
	case !current:
		return "Say what you want to see"
	case !st.Asked.Moved:
		return "tab: see the others"
	case !st.Asked.Generated:
		return "ctrl+g: make the picture"
	case !st.Asked.Refined && chat:
		return "try: make it night"
	case !st.Asked.Refined:
		return "i, then say: make it night"
	case !st.Asked.Locked && chat:
		return "esc, then L: words that must stay"
	case !st.Asked.Locked && sc.focus == intent.Pictures:
		return "3, then L: words that must stay"
	case !st.Asked.Locked:
		return "L: words that must stay"
	case !chat:
		return "i: say what to change"
	}
	return `Say what to change, e.g. "make it night"`
}
