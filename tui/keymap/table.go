package keymap

import (
	"strings"

	"easel/tui/intent"
)

// table is what every key does. The order is that of the help and of the palette:
// of a place, what is wanted most comes first.
var table = []Binding{
	{Keys: []string{"enter"}, Scopes: []Scope{Chat}, Intent: intent.Send{}, Name: "Send the message", Short: "send"},
	{Keys: []string{"alt+enter", "ctrl+j", "shift+enter"}, Scopes: []Scope{Chat, Editing}, Intent: intent.NewLine{}, Name: "New line", Short: "new line"},
	{Keys: []string{"up"}, Scopes: []Scope{EmptyChat}, Intent: intent.Recall{Delta: -1}, Name: "Earlier messages", Short: "earlier"},
	{Keys: []string{"down"}, Scopes: []Scope{EmptyChat}, Intent: intent.Recall{Delta: 1}, Name: "Later messages"},
	{Keys: []string{"tab"}, Scopes: []Scope{Slash}, Intent: intent.Complete{}, Name: "Complete the command", Short: "complete"},
	{Keys: []string{"down"}, Scopes: []Scope{Slash}, Intent: intent.MoveCommand{Delta: 1}, Name: "Next command of the list; enter takes it", Short: "choose"},
	{Keys: []string{"up"}, Scopes: []Scope{Slash}, Intent: intent.MoveCommand{Delta: -1}, Name: "Previous command of the list"},
	{Keys: []string{"ctrl+z"}, Scopes: []Scope{Chat, Editing}, Intent: intent.UndoTyping{}, Name: "Undo typing", Short: "undo typing"},
	{Keys: []string{"alt+w"}, Scopes: []Scope{Chat, Editing}, Intent: intent.CopySelection{}, Name: "Copy what is selected with shift and the arrows"},
	{Keys: []string{"ctrl+shift+z", "alt+z"}, Scopes: []Scope{Chat, Editing}, Intent: intent.RedoTyping{}, Name: "Redo typing"},
	{Keys: []string{"ctrl+g", "f5"}, Scopes: []Scope{Everywhere}, Intent: intent.Generate{}, Name: "Generate the picture of this prompt", Short: "generate", Slash: "generate"},

	{Keys: []string{"tab"}, Scopes: []Scope{Everywhere}, Intent: intent.NextPane{Delta: 1}, Name: "Next pane", Short: "pane"},
	{Keys: []string{"shift+tab"}, Scopes: []Scope{Everywhere}, Intent: intent.NextPane{Delta: -1}, Name: "Previous pane"},
	{Keys: []string{"1", "i"}, Scopes: []Scope{Outside}, Intent: intent.Focus{Pane: intent.Chat}, Name: "To the chat", Short: "chat"},
	{Keys: []string{"2"}, Scopes: []Scope{Outside}, Intent: intent.Focus{Pane: intent.Variations}, Name: "To the variations"},
	{Keys: []string{"3"}, Scopes: []Scope{Outside}, Intent: intent.Focus{Pane: intent.Prompt}, Name: "To the prompt"},
	{Keys: []string{"4"}, Scopes: []Scope{Outside}, Intent: intent.Focus{Pane: intent.Pictures}, Name: "To the pictures"},
	{Keys: []string{"up", "k"}, Scopes: []Scope{Lists}, Intent: intent.Move{Delta: -1}, Name: "Up", Short: "up"},
	{Keys: []string{"down", "j"}, Scopes: []Scope{Lists}, Intent: intent.Move{Delta: 1}, Name: "Down", Short: "down"},
	{Keys: []string{"g", "home"}, Scopes: []Scope{Lists}, Intent: intent.First{}, Name: "First"},
	{Keys: []string{"G", "end"}, Scopes: []Scope{Lists}, Intent: intent.Last{}, Name: "Last"},
	{Keys: []string{"pgup"}, Scopes: []Scope{Lists, Chat}, Intent: intent.Page{Direction: -1}, Name: "A page up"},
	{Keys: []string{"pgdown"}, Scopes: []Scope{Lists, Chat}, Intent: intent.Page{Direction: 1}, Name: "A page down"},

	{Keys: []string{"enter"}, Scopes: []Scope{Variations, Compare, OnePicture}, Intent: intent.Pick{}, Name: "Pick: make it the current prompt", Short: "pick", Slash: "pick", Arg: "LETTER",
		With: func(arg string) intent.Intent { return intent.Pick{Letter: arg} }},
	{Keys: []string{"["}, Scopes: []Scope{Variations, Prompt}, Intent: intent.TurnRound{Delta: -1}, Name: "Earlier round", Short: "earlier round"},
	{Keys: []string{"]"}, Scopes: []Scope{Variations, Prompt}, Intent: intent.TurnRound{Delta: 1}, Name: "Later round", Short: "later round"},
	{Keys: []string{"space"}, Scopes: []Scope{Variations, Compare, Pictures, Tree, Sheet, OnePicture, Library}, Intent: intent.ToggleMark{}, Name: "Mark, to compare or use together", Short: "mark"},
	{Keys: []string{"c"}, Scopes: []Scope{Variations, Prompt, Pictures, Tree, Sheet, OnePicture, Library}, Intent: intent.Compare{}, Name: "Compare what is marked, or the round", Short: "compare", Slash: "compare"},
	{Keys: []string{"right", "l", "tab"}, Scopes: []Scope{Compare}, Intent: intent.NextColumn{Delta: 1}, Name: "Next column", Short: "next"},
	{Keys: []string{"left", "h", "shift+tab"}, Scopes: []Scope{Compare}, Intent: intent.NextColumn{Delta: -1}, Name: "Previous column"},
	{Keys: []string{"1"}, Scopes: []Scope{Compare}, Intent: intent.GoColumn{Index: 0}, Name: "To column 1"},
	{Keys: []string{"2"}, Scopes: []Scope{Compare}, Intent: intent.GoColumn{Index: 1}, Name: "To column 2"},
	{Keys: []string{"3"}, Scopes: []Scope{Compare}, Intent: intent.GoColumn{Index: 2}, Name: "To column 3"},
	{Keys: []string{"4"}, Scopes: []Scope{Compare}, Intent: intent.GoColumn{Index: 3}, Name: "To column 4"},
	{Keys: []string{"5"}, Scopes: []Scope{Compare}, Intent: intent.GoColumn{Index: 4}, Name: "To column 5"},
	{Keys: []string{"6"}, Scopes: []Scope{Compare}, Intent: intent.GoColumn{Index: 5}, Name: "To column 6"},
	{Keys: []string{"b"}, Scopes: []Scope{Compare}, Intent: intent.Rebase{}, Name: "Compare the others with this one", Short: "base"},
	{Keys: []string{"x"}, Scopes: []Scope{Compare}, Intent: intent.ToggleFold{}, Name: "Fold away what all share, and back", Short: "fold"},
	{Keys: []string{"m"}, Scopes: []Scope{Compare}, Intent: intent.ToggleMatrix{}, Name: "Show the axes of all, and back", Short: "axes"},
	{Keys: []string{"r"}, Scopes: []Scope{Variations, Prompt}, Intent: intent.AnotherRound{}, Name: "Another round from the current prompt", Short: "another round", Slash: "round", Arg: "AXES",
		With: func(arg string) intent.Intent { return intent.AnotherRound{Axes: arg} }},
	{Keys: []string{"t"}, Scopes: []Scope{Variations, Compare, Tree}, Intent: intent.TakeAxis{}, Name: "Take one axis of this: light, palette, ...", Short: "take", Slash: "take", Arg: "AXIS LETTER",
		With: func(arg string) intent.Intent {
			axis, letter := firstWord(arg)
			return intent.TakeAxis{Axis: axis, Letter: letter}
		}},
	{Keys: []string{"a"}, Scopes: []Scope{Variations, Prompt}, Intent: intent.ChangeAxes{}, Name: "Change the prompt axis by axis", Short: "axes", Slash: "axes", Arg: "AXIS VALUE",
		With: func(arg string) intent.Intent {
			axis, value := firstWord(arg)
			return intent.ChangeAxes{Axis: axis, Value: value}
		}},
	{Keys: []string{"e"}, Scopes: []Scope{Variations, Prompt, Compare, Tree}, Intent: intent.Edit{}, Name: "Edit the prompt here", Short: "edit", Slash: "edit"},
	{Keys: []string{"E"}, Scopes: []Scope{Variations, Prompt, Compare, Tree}, Intent: intent.EditOutside{}, Name: "Edit the prompt in $EDITOR", Slash: "editor"},
	{Scopes: []Scope{Everywhere}, Intent: intent.UseText{}, Name: "Use a text as the prompt, unaltered", Slash: "use", Arg: "TEXT",
		With: func(arg string) intent.Intent { return intent.UseText{Text: arg} }},
	{Keys: []string{"right"}, Scopes: []Scope{Prompt}, Intent: intent.MoveWord{Delta: 1}, Name: "Next word"},
	{Keys: []string{"left"}, Scopes: []Scope{Prompt}, Intent: intent.MoveWord{Delta: -1}, Name: "Previous word"},
	{Keys: []string{"shift+right"}, Scopes: []Scope{Prompt}, Intent: intent.MoveWord{Delta: 1, Extend: true}, Name: "Choose the next word too"},
	{Keys: []string{"shift+left"}, Scopes: []Scope{Prompt}, Intent: intent.MoveWord{Delta: -1, Extend: true}, Name: "Choose the previous word too"},
	{Keys: []string{"L"}, Scopes: []Scope{Prompt, Variations}, Intent: intent.ToggleLock{}, Name: "Lock words against rewrites, or unlock", Short: "lock", Slash: "lock", Arg: "WORDS",
		With: func(arg string) intent.Intent { return intent.ToggleLock{Words: arg} }},
	{Scopes: []Scope{Everywhere}, Intent: intent.UnlockAll{}, Name: "Unlock all words of the prompt", Slash: "unlock"},
	{Keys: []string{"enter"}, Scopes: []Scope{Editing}, Intent: intent.AcceptEdit{}, Name: "Accept the edit", Short: "accept"},
	{Keys: []string{"u"}, Scopes: []Scope{Outside}, Intent: intent.Undo{}, Name: "Undo: back to the prompt before", Short: "undo", Slash: "undo"},
	{Keys: []string{"U"}, Scopes: []Scope{Outside}, Intent: intent.Redo{}, Name: "Redo", Slash: "redo"},
	{Keys: []string{"f"}, Scopes: []Scope{Variations, Prompt, Pictures, Compare, Tree, Gallery, Library}, Intent: intent.ToggleFavourite{}, Name: "Keep as a favourite, or no longer", Short: "favourite", Slash: "keep"},
	{Keys: []string{"y"}, Scopes: []Scope{Variations, Prompt, Compare, Tree, Gallery, Library}, Intent: intent.CopyPrompt{}, Name: "Copy the prompt", Short: "copy", Slash: "copy"},
	{Keys: []string{"Y"}, Scopes: []Scope{Variations, Prompt, Compare, Tree, Gallery}, Intent: intent.CopyFor{}, Name: "Copy it written for another generator", Slash: "copyfor", Arg: "DIALECT",
		With: func(arg string) intent.Intent { return intent.CopyFor{Dialect: arg} }},
	{Scopes: []Scope{Everywhere}, Intent: intent.Show{}, Name: "Look at a row: its whole prompt", Slash: "show", Arg: "LETTER",
		With: func(arg string) intent.Intent { return intent.Show{Letter: arg} }},

	{Keys: []string{"T"}, Scopes: []Scope{Outside}, Intent: intent.OpenTree{}, Name: "The tree: everything that happened", Short: "tree", Slash: "tree"},
	{Keys: []string{"enter"}, Scopes: []Scope{Tree}, Intent: intent.GoOn{}, Name: "Go on from here; nothing is lost", Short: "go on from here"},
	{Keys: []string{"left", "h"}, Scopes: []Scope{Tree}, Intent: intent.Climb{Delta: -1}, Name: "To what it came from"},
	{Keys: []string{"right", "l"}, Scopes: []Scope{Tree}, Intent: intent.Climb{Delta: 1}, Name: "To what came of it"},
	{Keys: []string{"x"}, Scopes: []Scope{Tree}, Intent: intent.ToggleFold{}, Name: "Fold away what came of it, and back", Short: "fold"},
	{Keys: []string{"v"}, Scopes: []Scope{Tree}, Intent: intent.ToggleAll{}, Name: "Show the variations that nobody picked, and back", Short: "variations"},
	{Keys: []string{"J"}, Scopes: []Scope{Tree, Library}, Intent: intent.ScrollBeside{Delta: 1}, Name: "Scroll what is told of it"},
	{Keys: []string{"K"}, Scopes: []Scope{Tree, Library}, Intent: intent.ScrollBeside{Delta: -1}, Name: "Scroll it back"},

	{Keys: []string{"s"}, Scopes: []Scope{Outside}, Intent: intent.OpenSettings{}, Name: "Settings of the next generation", Short: "settings", Slash: "settings"},
	{Scopes: []Scope{Everywhere}, Intent: intent.SetSize{}, Name: "Set the size of the next pictures", Slash: "size", Arg: "WxH or 3:2",
		With: func(arg string) intent.Intent { return intent.SetSize{Size: arg} }},
	{Scopes: []Scope{Everywhere}, Intent: intent.SetCount{}, Name: "Set how many pictures one generation makes", Slash: "count", Arg: "N",
		With: func(arg string) intent.Intent { return intent.SetCount{Count: arg} }},
	{Scopes: []Scope{Everywhere}, Intent: intent.SetSeed{}, Name: "Pin the seed, or draw new ones", Slash: "seed", Arg: "N or new",
		With: func(arg string) intent.Intent { return intent.SetSeed{Seed: arg} }},
	{Scopes: []Scope{Everywhere}, Intent: intent.SetOwn{}, Name: "Set a parameter of the generator's own", Slash: "set", Arg: "NAME VALUE",
		With: func(arg string) intent.Intent {
			name, value, _ := strings.Cut(arg, " ")
			return intent.SetOwn{Name: name, Value: strings.TrimSpace(value)}
		}},
	{Scopes: []Scope{Everywhere}, Intent: intent.SetNegative{Besides: true}, Name: "Say what must not be in the picture", Slash: "negative", Arg: "TEXT",
		With: func(arg string) intent.Intent { return intent.SetNegative{Text: arg, Besides: true} }},
	{Keys: []string{"e"}, Scopes: []Scope{Pictures}, Intent: intent.ChangePicture{}, Name: "Change this picture, or the marked ones: say how", Short: "change", Slash: "change", Arg: "TEXT",
		With: func(arg string) intent.Intent { return intent.ChangePicture{Words: arg} }},
	{Scopes: []Scope{Everywhere}, Intent: intent.SetMask{}, Name: "Change only a part of a picture, by a mask", Slash: "mask", Arg: "FILE or none",
		With: func(arg string) intent.Intent { return intent.SetMask{File: arg} }},
	{Keys: []string{"v"}, Scopes: []Scope{Pictures}, Intent: intent.LikePicture{}, Name: "More pictures like this one, without words", Short: "more like it", Slash: "like"},
	{Keys: []string{"o", "enter"}, Scopes: []Scope{Pictures}, Intent: intent.OpenPicture{}, Name: "Open the picture in the system's viewer", Short: "open", Slash: "open"},
	{Keys: []string{"p", "y"}, Scopes: []Scope{Pictures}, Intent: intent.CopyPath{}, Name: "Copy the picture's path", Short: "copy path", Slash: "path"},
	{Keys: []string{"V"}, Scopes: []Scope{Outside}, Intent: intent.OpenGallery{}, Name: "The gallery: all pictures", Short: "gallery", Slash: "gallery"},
	{Keys: []string{"enter"}, Scopes: []Scope{Sheet}, Intent: intent.Enlarge{}, Name: "Show the picture large", Short: "large"},
	{Keys: []string{"right", "l"}, Scopes: []Scope{Sheet, OnePicture}, Intent: intent.NextColumn{Delta: 1}, Name: "Next picture", Short: "next"},
	{Keys: []string{"left", "h"}, Scopes: []Scope{Sheet, OnePicture}, Intent: intent.NextColumn{Delta: -1}, Name: "Previous picture"},
	{Keys: []string{"right", "l"}, Scopes: []Scope{TwoPictures}, Intent: intent.NextColumn{Delta: 1}, Name: "Move the divider to the right", Short: "divider"},
	{Keys: []string{"left", "h"}, Scopes: []Scope{TwoPictures}, Intent: intent.NextColumn{Delta: -1}, Name: "Move the divider to the left"},
	{Keys: []string{"tab"}, Scopes: []Scope{Sheet}, Intent: intent.TurnSheet{Delta: 1}, Name: "Next sheet: round, session, library", Short: "next sheet"},
	{Keys: []string{"shift+tab"}, Scopes: []Scope{Sheet}, Intent: intent.TurnSheet{Delta: -1}, Name: "Previous sheet"},
	{Keys: []string{"c"}, Scopes: []Scope{TwoPictures}, Intent: intent.WhatChanged{}, Name: "What changed between the two: words, axes, settings", Short: "what changed"},
	{Keys: []string{"d"}, Scopes: []Scope{TwoPictures}, Intent: intent.ToggleOver{}, Name: "One over the other, or side by side", Short: "over, beside"},
	{Keys: []string{"w"}, Scopes: []Scope{Gallery, Pictures}, Intent: intent.WhatMade{}, Name: "What made the picture", Short: "what made it", Slash: "made"},
	{Keys: []string{"o"}, Scopes: []Scope{Gallery}, Intent: intent.OpenPicture{}, Name: "Open the picture in the system's viewer", Short: "open"},
	{Keys: []string{"p"}, Scopes: []Scope{Gallery}, Intent: intent.CopyPath{}, Name: "Copy the picture's path", Short: "copy path"},

	{Keys: []string{"ctrl+o", "f4"}, Scopes: []Scope{Everywhere}, Intent: intent.ChooseGenerators{}, Name: "Choose generators and theme", Short: "generators", Slash: "generators"},
	{Scopes: []Scope{Everywhere}, Intent: intent.ChooseGenerators{}, Name: "Choose who writes the prompts, by name", Slash: "chat", Arg: "NAME",
		With: func(arg string) intent.Intent {
			return orList(arg, intent.UseChat{Name: arg}, intent.ChooseGenerators{})
		}},
	{Scopes: []Scope{Everywhere}, Intent: intent.ChooseGenerators{}, Name: "Choose who paints, by name; several with commas between", Slash: "image", Arg: "NAME",
		With: func(arg string) intent.Intent {
			name, also, _ := strings.Cut(strings.ReplaceAll(arg, " ", ""), ",")
			return orList(arg, intent.UseImage{Name: name, Also: also}, intent.ChooseGenerators{})
		}},
	{Scopes: []Scope{Everywhere}, Intent: intent.UseTheme{}, Name: "Choose a theme by name", Slash: "theme", Arg: "NAME",
		With: func(arg string) intent.Intent { return intent.UseTheme{Name: arg} }},
	{Keys: []string{"ctrl+p", "f2"}, Scopes: []Scope{Everywhere}, Intent: intent.OpenPalette{}, Name: "Palette: every action", Short: "actions", Slash: "palette"},
	{Keys: []string{":"}, Scopes: []Scope{Outside}, Intent: intent.OpenPalette{}, Name: "Palette: every action", Short: "actions"},
	{Keys: []string{"/"}, Scopes: []Scope{Variations, Prompt, Pictures}, Intent: intent.BeginCommand{}, Name: "To the chat, for a command by name", Short: "command"},
	{Keys: []string{"?"}, Scopes: []Scope{Outside}, Intent: intent.OpenHelp{}, Name: "Help for where you are", Short: "help"},
	{Keys: []string{"f1"}, Scopes: []Scope{Everywhere}, Intent: intent.OpenHelp{}, Name: "Help for where you are", Short: "help", Slash: "help"},
	{Keys: []string{"ctrl+r", "f3"}, Scopes: []Scope{Everywhere}, Intent: intent.OpenLibrary{}, Name: "The library: all that was kept, said and painted", Short: "library", Slash: "library", Arg: "WORDS",
		With: func(arg string) intent.Intent { return intent.OpenLibrary{Query: arg} }},
	{Scopes: []Scope{Everywhere}, Intent: intent.OpenLibrary{Query: "is:session "}, Name: "Earlier sessions", Slash: "sessions"},
	{Scopes: []Scope{Everywhere}, Intent: intent.OpenLibrary{Query: "is:session "}, Name: "Go on with an earlier session, by how its id begins", Slash: "resume", Arg: "ID",
		With: func(arg string) intent.Intent {
			return orList(arg, intent.OpenSession{ID: arg}, intent.OpenLibrary{Query: "is:session "})
		}},
	{Keys: []string{"enter"}, Scopes: []Scope{Library, LibrarySearch}, Intent: intent.Pick{}, Name: "Take it into the session; of a session, go on with it", Short: "take"},
	{Keys: []string{"up"}, Scopes: []Scope{LibrarySearch}, Intent: intent.Move{Delta: -1}, Name: "Up", Short: "up"},
	{Keys: []string{"down"}, Scopes: []Scope{LibrarySearch}, Intent: intent.Move{Delta: 1}, Name: "Down", Short: "down"},
	{Keys: []string{"pgup"}, Scopes: []Scope{LibrarySearch}, Intent: intent.Page{Direction: -1}, Name: "A page up"},
	{Keys: []string{"pgdown"}, Scopes: []Scope{LibrarySearch}, Intent: intent.Page{Direction: 1}, Name: "A page down"},
	{Keys: []string{"tab"}, Scopes: []Scope{LibrarySearch}, Intent: intent.ToggleTyping{}, Name: "To the rows, where letters are commands, and back to the search", Short: "to the rows"},
	{Keys: []string{"/", "tab"}, Scopes: []Scope{Library}, Intent: intent.ToggleTyping{}, Name: "To the search", Short: "search"},
	{Keys: []string{"]", "right", "l"}, Scopes: []Scope{Library}, Intent: intent.TurnKind{Delta: 1}, Name: "Next kind: favourites, sessions, pictures, prompts", Short: "kinds"},
	{Keys: []string{"[", "left", "h"}, Scopes: []Scope{Library}, Intent: intent.TurnKind{Delta: -1}, Name: "Previous kind"},
	{Keys: []string{"v"}, Scopes: []Scope{Library}, Intent: intent.ToggleBest{}, Name: "The best first, or the newest"},
	{Keys: []string{"s"}, Scopes: []Scope{Library}, Intent: intent.PutOn{}, Name: "Put what is marked on the current prompt, as a style", Short: "as a style"},
	{Keys: []string{"o"}, Scopes: []Scope{Library}, Intent: intent.GoThere{}, Name: "Open the session that it is of", Short: "its session"},
	{Keys: []string{"t"}, Scopes: []Scope{Library}, Intent: intent.TagFavourites{}, Name: "Tag the favourites that are marked", Short: "tag"},
	{Keys: []string{"e"}, Scopes: []Scope{Library}, Intent: intent.EditFavourite{}, Name: "Edit the favourite's title, short name, tags and note", Short: "edit"},
	{Keys: []string{"ctrl+n"}, Scopes: []Scope{Everywhere}, Intent: intent.NewSession{}, Name: "New session", Short: "new session", Slash: "new"},
	{Scopes: []Scope{Everywhere}, Intent: intent.Retitle{}, Name: "Name the session", Slash: "title", Arg: "TEXT",
		With: func(arg string) intent.Intent { return intent.Retitle{Title: arg} }},
	{Keys: []string{"z"}, Scopes: []Scope{Outside}, Intent: intent.Zoom{}, Name: "Give the pane the window, and back", Short: "zoom", Slash: "zoom"},
	{Scopes: []Scope{Everywhere}, Intent: intent.ToggleMouse{}, Name: "Leave the mouse to the terminal, to select text, and back", Slash: "mouse"},
	{Keys: []string{"esc"}, Scopes: []Scope{Everywhere}, Intent: intent.Back{}, Name: "Close what is on top; stop a reply; leave the chat", Short: "back"},
	{Keys: []string{"ctrl+c"}, Scopes: []Scope{Everywhere}, Intent: intent.Stop{}, Name: "Stop what runs; when nothing runs, twice quits", Short: "stop", Slash: "stop"},
	{Keys: []string{"ctrl+z"}, Scopes: []Scope{Outside}, Intent: intent.Suspend{}, Name: "Suspend"},
	{Keys: []string{"ctrl+q"}, Scopes: []Scope{Everywhere}, Intent: intent.Quit{}, Name: "Quit; the session goes on next time", Short: "quit", Slash: "quit"},
}

// orList asks for what a command names, or for the list when it names nothing.
func orList(arg string, named, list intent.Intent) intent.Intent {
	if arg == "" {
		return list
	}
	return named
}
