package tui

import (
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"slices"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
	"easel/engine/catalog"
	"easel/engine/imagegen"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/tui/dialog"
	"easel/tui/intent"
	"easel/tui/screen/studio"
	"easel/tui/term"
)

// toGenerate are the prompts that a generation is about: what the Prompt pane
// shows, or what is marked in the comparison.
func (a *App) toGenerate() (prompts []prompt.Prompt, settings prompt.Settings) {
	settings = a.state.Settings
	settings.Mask = nil // it is for changes of a picture
	if c, ok := a.collector(); ok {
		return c.collected(), settings
	}
	if shown, ok := a.shown(); ok {
		prompts = []prompt.Prompt{shown.Prompt}
	}
	return prompts, settings
}

// generate paints what shows. Pictures made to compare share one seed, so that
// what differs comes from the words.
func (a *App) generate() tea.Cmd {
	prompts, settings := a.toGenerate()
	if len(prompts) == 0 {
		shown, _ := a.shown()
		if shown.Prompt.Empty() {
			a.notice("Say first what you want to see")
		} else {
			a.notice("The prompt is still coming")
		}
		return nil
	}
	_, beside := a.collector()
	if beside && settings.Seed == nil {
		settings.Seed = new(a.o.Studio.DrawSeed())
	}
	return a.place(order{prompts: prompts, settings: settings, beside: beside})
}

// place paints, or asks first when it costs more than the person lets it
// without.
func (a *App) place(o order) tea.Cmd {
	o.by, o.without = a.able(o)
	if len(o.by) == 0 {
		a.problem(o.without[0])
		return nil
	}
	a.screen.Unmark()
	e := a.estimate(o.by, o.prompts, o.settings)
	if !e.Free() && (!e.Known || e.High > a.o.Settings.ConfirmOver) {
		return a.checkBudget(o, e)
	}
	if len(o.without) > 0 {
		a.problem(o.without[0])
	}
	return a.start(o)
}

// budgetMsg is an order that a card is to ask about, and why the budget would
// refuse it; nil if it would not.
type budgetMsg struct {
	order    order
	estimate catalog.Estimate
	refused  error
}

func (a *App) checkBudget(o order, e catalog.Estimate) tea.Cmd {
	maker, ctx, session := a.o.Studio, a.ctx, a.state.Session.ID
	return func() tea.Msg { return budgetMsg{o, e, maker.CheckBudget(ctx, session, e)} }
}

// checkSize says what is wrong with a size for the image generator.
func (a *App) checkSize(width, height int) error {
	return engine.CheckSize(a.o.Image.Info(), catalog.Size{Width: width, Height: height})
}

// order is what is to be painted. A card keeps it, as what Prompt shows may
// change while somebody reads the card: a reply ends under it.
type order struct {
	prompts  []prompt.Prompt // one without an id is words about the references
	settings prompt.Settings
	beside   bool // the current prompt stays as it is

	by      []imagegen.ImageGenerator // who paints it
	without []error                   // why others do not
}

// pay paints exactly what the card showed.
func (a *App) pay() tea.Cmd {
	asked := a.asked
	a.asked = order{}
	return a.start(asked)
}

// mostCardWords is how much of a prompt the card shows, in cells.
const mostCardWords = 280

// askToPay shows what is sent, to whom, and what it costs about; or why the
// budget refuses it.
func (a *App) askToPay(msg budgetMsg) {
	o, e := msg.order, msg.estimate
	prompts, info := o.prompts, o.by[0].Info()
	sent, told := engine.Sent(info.Can, prompts[0])
	text := term.Truncate(term.SafeLine(sent.Text), mostCardWords)
	if len(prompts) > 1 {
		text = fmt.Sprintf("%d prompts, the first: %s", len(prompts), text)
	}
	for _, sentence := range told {
		text += "\n" + term.SafeLine(sentence) + "."
	}
	text += a.offer(o, e)
	if len(o.settings.References) > 0 {
		text += "\n\n" + a.sentAlong(o.settings)
	}
	if msg.refused != nil {
		a.dialogs.Push(dialog.NewQuestion("pay", "Over the budget", text+"\n\n"+problem.Of(msg.refused).Error()+".", []dialog.Choice{{Label: "Close"}}))
		return
	}
	a.asked = o
	a.dialogs.Push(dialog.NewQuestion("pay", "Generate", text, []dialog.Choice{
		{Label: "Generate and pay", Intent: intent.GeneratePaid{}},
		{Label: "Not now"},
	}))
}

// generatePrompt paints one prompt. beside leaves the current prompt as it is.
func (a *App) generatePrompt(by imagegen.ImageGenerator, p prompt.Prompt, settings prompt.Settings, beside bool) tea.Cmd {
	info, open := by.Info(), a.open
	g := engine.Generation{PromptID: p.ID, By: by, Settings: settings, Beside: beside, Watched: true}
	if p.ID == "" {
		g.Words = p.Text
	}
	one, cmd := a.streams.start(a.ctx, a.state.Session.ID, false, func(ctx context.Context) iter.Seq2[engine.Update, error] {
		return open.Generate(ctx, g)
	})
	one.paid, one.since = !engine.Estimate(by, p, settings, true).Free(), a.o.Now()
	a.state.Asked.Generated = true
	a.state.Now = a.o.Now()
	a.state.Painting = append(a.state.Painting, &studio.Painting{ID: one.id, By: term.SafeLine(info.Ref()), Fraction: -1,
		Count: settings.Count, Since: a.state.Now})
	return tea.Batch(cmd, a.usualTime(one.id, info))
}

// askToStop asks whether to stop a paid generation: that one, which may have
// ended when the answer comes.
func (a *App) askToStop(one *stream) {
	a.stopping = one
	a.dialogs.Push(dialog.NewQuestion("stop", "Stop waiting", "Already sent, may be billed. Stop waiting? A late picture is still saved.", []dialog.Choice{
		{Label: "Keep waiting"},
		{Label: "Stop waiting", Intent: intent.StopPaid{}},
	}))
}

// stopWaiting leaves a paid generation, which may have ended by now, to itself.
// It goes on, and what comes of it is told.
func (a *App) stopWaiting(one *stream) {
	if one.held {
		a.stopStream(one)
		return
	}
	if !slices.Contains(a.streams.running, one) {
		return
	}
	one.left = true
	a.forgetPainting(one.id)
	a.notice("Not waiting any more. A late picture is still saved, and told here")
}

// tellLate tells of a picture that nobody looks out for any more.
func (a *App) tellLate(of *stream, saved engine.Saved, here bool) {
	switch {
	case !here:
		a.notice("A picture was saved in another session: " + filepath.Base(saved.Image.Path))
	case of.left:
		a.notice("A late picture came: it is saved, and shown in Pictures")
	}
}

// forgetPainting takes away what shows that a generation runs.
func (a *App) forgetPainting(id int) {
	a.state.Painting = slices.DeleteFunc(a.state.Painting, func(p *studio.Painting) bool { return p.ID == id })
}

// priced is what the price of a message hangs on, but for its words.
type priced struct {
	session string
	nodes   int
}

// price brings the header's prices up to date: that of the next message, and of
// the next generation. What is free stays free.
func (a *App) price() {
	if now := (priced{a.state.Session.ID, len(a.state.Session.Nodes())}); a.priced != now {
		a.priced, a.state.Chat.Price = now, ""
		e := engine.EstimateMessage(a.state.Session, engine.Message{To: a.o.Chat, Variations: a.o.Settings.Variations})
		if !e.Free() {
			a.state.Chat.Price = e.String()
		}
	}
	if a.free {
		return
	}
	prompts, settings := a.toGenerate()
	if len(prompts) == 0 {
		prompts = []prompt.Prompt{{}}
	}
	e := a.estimate(a.painters(), prompts, settings)
	a.state.Image.Price, a.state.Image.Paid = e.String(), !e.Free()
}
