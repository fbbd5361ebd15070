// Package intent names what a person can ask the studio for, in the words of
// the studio and in the imperative. A key, a click, a row of the palette and a
// slash command all come down to the same intent, and App.apply has one short
// case for each. Intents are values without behaviour; everything under tui
// may import them.
package intent

// Intent is one thing a person asks for.
type Intent interface{ intent() }

// Pane is one of the four panes of the studio.
type Pane int

// The panes, in the order of the keys 1 to 4.
const (
	Chat Pane = iota
	Variations
	Prompt
	Pictures
)

// Panes lists the panes in order.
func Panes() []Pane { return []Pane{Chat, Variations, Prompt, Pictures} }

// String is the pane's title.
func (p Pane) String() string {
	return [...]string{"Chat", "Variations", "Prompt", "Pictures"}[p]
}

// What is said in the chat.
type (
	// Send sends what stands in the chat's input.
	Send struct{}
	// NewLine starts a new line in the text that is edited.
	NewLine struct{}
	// Recall brings an earlier (-1) or later (1) message back into the input.
	Recall struct{ Delta int }
	// Complete finishes the slash command that is being typed.
	Complete struct{}
	// UseText makes a text the current prompt as it is.
	UseText struct{ Text string }
	// Rewrite sends a text as a message, whatever its length.
	Rewrite struct{ Text string }
	// CopySelection copies what is selected in the text.
	CopySelection struct{}
	// UndoTyping takes back the last step of typing.
	UndoTyping struct{}
	// RedoTyping does it again.
	RedoTyping struct{}
)

// Where to look.
type (
	// NextPane gives the keys to another pane: 1 the next, -1 the one before.
	NextPane struct{ Delta int }
	// Focus gives the keys to a pane.
	Focus struct{ Pane Pane }
	// Zoom gives the focused pane the window, and back.
	Zoom struct{}
	// Move moves the cursor of the focused pane by rows or lines.
	Move struct{ Delta int }
	// Page moves it by what shows.
	Page struct{ Direction int }
	// First and Last go to the ends.
	First struct{}
	// Last goes to the last row.
	Last struct{}
	// TurnRound looks at an earlier (-1) or later (1) round.
	TurnRound struct{ Delta int }
	// Back closes what is on top, stops a reply, or leaves the chat.
	Back struct{}
)

// How prompts are compared.
type (
	// ToggleMark marks a row, a column or a picture to be compared or used with
	// others, or takes the mark away.
	ToggleMark struct{}
	// Compare lays what is marked side by side, or the round.
	Compare struct{}
	// OpenTree shows everything that happened in the session.
	OpenTree struct{}
	// GoOn goes on from the node of the tree under the cursor.
	GoOn struct{}
	// Climb goes to what a node came from (-1), or what came of it (1).
	Climb struct{ Delta int }
	// ToggleAll shows the variations that nobody picked, or hides them.
	ToggleAll struct{}
	// ScrollBeside scrolls what is told beside a list.
	ScrollBeside struct{ Delta int }
	// NextColumn gives the keys to the next column, or the one before.
	NextColumn struct{ Delta int }
	// GoColumn gives the keys to a column by its index.
	GoColumn struct{ Index int }
	// Rebase compares the others with this column.
	Rebase struct{}
	// ToggleFold folds away what all prompts share, or shows it.
	ToggleFold struct{}
	// ToggleMatrix shows the axes of all prompts, or not.
	ToggleMatrix struct{}
)

// What is done with prompts.
type (
	// Show looks at a row of the round, by its letter.
	Show struct{ Letter string }
	// Pick makes a prompt current: a letter of the round, or what is looked at.
	Pick struct{ Letter string }
	// AnotherRound asks for new variations of the current prompt, on the named
	// axes if there are any.
	AnotherRound struct{ Axes string }
	// Edit edits the prompt by hand in its pane.
	Edit struct{}
	// EditOutside edits it in $EDITOR.
	EditOutside struct{}
	// AcceptEdit makes the edited text current.
	AcceptEdit struct{}
	// Undo goes back to what was current before.
	Undo struct{}
	// Redo goes forward again.
	Redo struct{}
	// ToggleFavourite keeps the prompt, or takes it out of the favourites.
	ToggleFavourite struct{}
	// MoveWord moves the word cursor of the Prompt pane; Extend chooses the words
	// on the way.
	MoveWord struct {
		Delta  int
		Extend bool
	}
	// ToggleLock locks words of the prompt, or unlocks them: those that are named,
	// else those that are chosen.
	ToggleLock struct{ Words string }
	// UnlockAll unlocks all words of the current prompt.
	UnlockAll struct{}
	// ChangeAxes changes what the current prompt decides on an axis; without one it
	// shows what it decides, axis by axis, to change it.
	ChangeAxes struct{ Axis, Value string }
	// TakeAxis brings what another prompt decides on an axis into the current one:
	// a letter of the round, or what is looked at. Without an axis it offers those
	// that differ.
	TakeAxis struct{ Axis, Letter string }
	// Decide asks for these decisions in the current prompt and for nothing else.
	Decide struct{ Decisions []Decision }
	// CopyPrompt puts the prompt on the clipboard.
	CopyPrompt struct{}
	// CopyFor puts it there as a generator wants it written, by the name of its
	// dialect; empty shows them all.
	CopyFor struct{ Dialect string }
)

// Decision is what one axis is to become.
type Decision struct {
	Axis  string
	Value string
	From  string // id of the prompt that it is taken from; empty where it was typed
	Of    string // that prompt in a sentence: "A"
}

// What is done with pictures.
type (
	// Generate paints what the Prompt pane shows; what costs money is asked first.
	Generate struct{}
	// GeneratePaid paints it after the person was told what it costs.
	GeneratePaid struct{}
	// ChangePicture paints the chosen pictures anew with what words say is to be
	// different; without words they are asked for.
	ChangePicture struct{ Words string }
	// LikePicture makes more pictures like the one that shows, without words.
	LikePicture struct{}
	// OpenPicture shows the picture in the system's viewer.
	OpenPicture struct{}
	// CopyPath puts the picture's path on the clipboard.
	CopyPath struct{}
	// SetSize sets the size of the next pictures: WIDTHxHEIGHT or a ratio.
	SetSize struct{ Size string }
	// SetCount sets how many pictures one generation makes.
	SetCount struct{ Count string }
	// SetQuality chooses one of the generator's own words for it; empty is its
	// default.
	SetQuality struct{ Quality string }
	// SetSeed pins the seed; empty or "new" draws a new one each time.
	SetSeed struct{ Seed string }
	// SetOwn sets one of the generator's own parameters by its name; empty is
	// its default.
	SetOwn struct{ Name, Value string }
	// SetMask keeps changes of a picture to a part of it, by a file that says
	// which; "none" takes it away, and empty asks for it.
	SetMask struct{ File string }
	// SetNegative says what must not be in the picture: instead of what was said
	// before, or besides it.
	SetNegative struct {
		Text    string
		Besides bool
	}
)

// How pictures are looked at.
type (
	// OpenGallery shows all pictures.
	OpenGallery struct{}
	// Enlarge shows one of them large.
	Enlarge struct{}
	// TurnSheet shows the next sheet, or the one before.
	TurnSheet struct{ Delta int }
	// WhatChanged compares what made two pictures.
	WhatChanged struct{}
	// ToggleOver lays two pictures over each other, or side by side.
	ToggleOver struct{}
	// WhatMade tells all of what made a picture, or the most important of it.
	WhatMade struct{}
)

// What is done with the studio itself.
type (
	// OpenSettings shows the settings of the next generation.
	OpenSettings struct{}
	// ChooseGenerators shows the generators and themes to choose from.
	ChooseGenerators struct{}
	// UseChat chooses the prompt generator.
	UseChat struct{ Name string }
	// UseImage chooses the image generator, and those that get the same prompt
	// at once with it: names with commas between, empty for none.
	UseImage struct{ Name, Also string }
	// PreviewTheme shows a theme without keeping the choice.
	PreviewTheme struct{ Name string }
	// UseTheme chooses a theme.
	UseTheme struct{ Name string }
	// OpenPalette lists every action.
	OpenPalette struct{}
	// CopyAsCommand copies the command that does the same as an action.
	CopyAsCommand struct{ Of Intent }
	// OpenHelp tells the keys that work where one is.
	OpenHelp struct{}
	// OpenLibrary shows all that was kept, said and painted, with a search begun.
	OpenLibrary struct{ Query string }
	// ToggleTyping gives the keys to the search of the library, or to its rows.
	ToggleTyping struct{}
	// TurnKind shows the next kind of rows alone.
	TurnKind struct{ Delta int }
	// ToggleBest puts the best rows first, or the newest.
	ToggleBest struct{}
	// GoThere opens the session that a row is of.
	GoThere struct{}
	// PutOn puts the row's prompt on the current one as a style.
	PutOn struct{}
	// TagFavourites gives tags to favourites, or takes those with a minus away;
	// without words they are asked for.
	TagFavourites struct{ Tags string }
	// EditFavourite changes what a favourite is called, its note and its tags;
	// without a favourite it is asked for.
	EditFavourite struct{ ID, Field, Value string }
	// OpenSession goes on with an earlier session.
	OpenSession struct{ ID string }
	// NewSession starts a new session.
	NewSession struct{}
	// Retitle names the session.
	Retitle struct{ Title string }
	// Stop stops what runs, newest first; when nothing runs, twice quits.
	Stop struct{}
	// StopPaid stops waiting for what was paid, after the person was asked.
	StopPaid struct{}
	// Suspend puts the program in the background of its shell.
	Suspend struct{}
	// Quit ends the program; the session is resumed next time.
	Quit struct{}
	// BeginCommand goes to the chat to type a slash command.
	BeginCommand struct{}
	// MoveCommand moves through the slash commands that are suggested.
	MoveCommand struct{ Delta int }
	// ToggleMouse leaves the mouse to the terminal, or takes it back.
	ToggleMouse struct{}
	// QuitAnyway quits though a picture is lost by it, after the person was asked.
	QuitAnyway struct{}
)

func (Send) intent()             {}
func (NewLine) intent()          {}
func (Recall) intent()           {}
func (Complete) intent()         {}
func (UseText) intent()          {}
func (Rewrite) intent()          {}
func (UndoTyping) intent()       {}
func (RedoTyping) intent()       {}
func (NextPane) intent()         {}
func (Focus) intent()            {}
func (Zoom) intent()             {}
func (Move) intent()             {}
func (Page) intent()             {}
func (First) intent()            {}
func (Last) intent()             {}
func (TurnRound) intent()        {}
func (Back) intent()             {}
func (ToggleMark) intent()       {}
func (Compare) intent()          {}
func (OpenTree) intent()         {}
func (GoOn) intent()             {}
func (Climb) intent()            {}
func (ToggleAll) intent()        {}
func (ScrollBeside) intent()     {}
func (NextColumn) intent()       {}
func (GoColumn) intent()         {}
func (Rebase) intent()           {}
func (ToggleFold) intent()       {}
func (ToggleMatrix) intent()     {}
func (Show) intent()             {}
func (Pick) intent()             {}
func (AnotherRound) intent()     {}
func (Edit) intent()             {}
func (EditOutside) intent()      {}
func (AcceptEdit) intent()       {}
func (Undo) intent()             {}
func (Redo) intent()             {}
func (ToggleFavourite) intent()  {}
func (MoveWord) intent()         {}
func (ToggleLock) intent()       {}
func (UnlockAll) intent()        {}
func (ChangeAxes) intent()       {}
func (TakeAxis) intent()         {}
func (Decide) intent()           {}
func (CopyFor) intent()          {}
func (CopyPrompt) intent()       {}
func (Generate) intent()         {}
func (GeneratePaid) intent()     {}
func (ChangePicture) intent()    {}
func (LikePicture) intent()      {}
func (OpenPicture) intent()      {}
func (CopyPath) intent()         {}
func (SetSize) intent()          {}
func (SetCount) intent()         {}
func (SetQuality) intent()       {}
func (SetOwn) intent()           {}
func (SetSeed) intent()          {}
func (SetMask) intent()          {}
func (SetNegative) intent()      {}
func (OpenGallery) intent()      {}
func (Enlarge) intent()          {}
func (TurnSheet) intent()        {}
func (ToggleOver) intent()       {}
func (WhatChanged) intent()      {}
func (WhatMade) intent()         {}
func (OpenSettings) intent()     {}
func (ChooseGenerators) intent() {}
func (UseChat) intent()          {}
func (UseImage) intent()         {}
func (PreviewTheme) intent()     {}
func (UseTheme) intent()         {}
func (OpenPalette) intent()      {}
func (OpenHelp) intent()         {}
func (CopyAsCommand) intent()    {}
func (CopySelection) intent()    {}
func (OpenLibrary) intent()      {}
func (ToggleTyping) intent()     {}
func (TurnKind) intent()         {}
func (ToggleBest) intent()       {}
func (GoThere) intent()          {}
func (PutOn) intent()            {}
func (TagFavourites) intent()    {}
func (EditFavourite) intent()    {}
func (OpenSession) intent()      {}
func (NewSession) intent()       {}
func (Retitle) intent()          {}
func (Stop) intent()             {}
func (StopPaid) intent()         {}
func (Suspend) intent()          {}
func (Quit) intent()             {}
func (BeginCommand) intent()     {}
func (MoveCommand) intent()      {}
func (ToggleMouse) intent()      {}
func (QuitAnyway) intent()       {}
