// Package studio is the main screen: the panes Chat, Variations, Prompt and
// Pictures, the header and the footer. App owns the facts (State) and hands
// them in to be drawn; the panes own only how they are looked at: cursor,
// scroll, focus. Nothing here asks the engine for anything.
package studio

import (
	"time"

	"easel/engine/catalog"
	"easel/engine/prompt"
	"easel/engine/session"
	"easel/tui/style"
)

// State is what the screen shows. App keeps it true; the panes read it.
type State struct {
	Session session.Session
	Mark    string // "resumed, ctrl+n new" and the like, in the header; empty for none

	Chat     Chat
	Image    Image
	Headings func(name string) string // how the replies of a prompt generator are headed; empty for one that is not known

	Settings prompt.Settings // of the next generation
	Reply    *Reply          // the reply that streams; nil when none does
	Next     string          // the message that waits for it
	Painting []*Painting     // generations that run, oldest first
	Fresh    bool            // a picture was saved since the last key
	Asked    Asked           // what the person has done, for the hints
	Art      Art             // pictures as cells
	Now      time.Time       // for elapsed times; moves only while something runs
	Offer    string          // what else could be used, for the first start; empty for nothing
	Home     string          // the home folder, shown as ~
	Style    *style.Style
}

// Chat names the prompt generator.
type Chat struct {
	Name   string // composer
	Title  string // Composer
	ByRule bool
	Price  string // of a message, where it costs something; empty for free
}

// Image names the image generator.
type Image struct {
	Name  string // sketch
	Model string
	Also  []string // others that get the same prompt at once
	Price string   // of the next generation, as the header shows it
	Paid  bool
	Can   catalog.Capabilities
}

// ref is the image generator as it is chosen: NAME or NAME:MODEL.
func (i Image) ref() string {
	if i.Model == "" {
		return i.Name
	}
	return i.Name + ":" + i.Model
}

// builtIn is the name of the image generator that paints studies.
const builtIn = "sketch"

// Reply is a message on its way.
type Reply struct {
	Message    string // empty for another round
	Text       string // what came of the reply
	Rewritten  *prompt.Prompt
	Variations []prompt.Variation
	Wanted     int  // how many variations will come
	Kept       bool // the message is in the library
}

// Painting is a generation on its way.
type Painting struct {
	ID       int
	By       string  // who paints, made safe
	Fraction float64 // 0 to 1; negative while unknown
	Says     string  // what it waits for, made safe; empty for painting
	Saved    []session.Image
	Count    int
	Since    time.Time
	Usual    time.Duration // zero while unknown
	Stopping bool
	Partial  string // name of the unfinished picture that came last; empty for none
}

// Asked is what a person has done once; the hints go with it.
type Asked struct{ Moved, Generated, Refined, Locked bool }

// Art gives pictures as cells. What is not there yet gives "" and comes later.
type Art interface {
	// Study is a small sketch of a prompt in at most cols x rows cells.
	Study(p prompt.Prompt, cols, rows int) string
	// Scene is a sketch of a prompt that fills cols x rows cells.
	Scene(p prompt.Prompt, cols, rows int) string
	// Chips are the colours of a prompt's sketch.
	Chips(p prompt.Prompt) string
	// Partial is an unfinished picture in at most cols x rows cells.
	Partial(name string, cols, rows int) string
	// Picture is a saved picture in at most cols x rows cells.
	Picture(image session.Image, cols, rows int) string
}

// Started says whether there is anything but the question to show.
func (s *State) Started() bool { return !s.Session.Empty() || s.Reply != nil }

// Candidate is a prompt of a round with its letter.
type Candidate struct {
	Letter  string
	Prompt  prompt.Prompt
	Differs []prompt.Axis
}
