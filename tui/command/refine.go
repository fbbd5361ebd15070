package command

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"easel/engine"
	"easel/engine/problem"
	"easel/engine/prompt"
	"easel/engine/promptgen"
)

type refineCommand struct {
	*app
	say     []string
	locks   []string
	session string
	seed    seedFlag
	json    bool
}

// refineJSON is what refine --json prints.
type refineJSON struct {
	Session   string        `json:"session"`
	Reply     string        `json:"reply"`
	Changes   changesJSON   `json:"changes"`
	Prompt    promptJSON    `json:"prompt"`
	Generator generatorJSON `json:"generator"`
}

type changesJSON struct {
	Added   []string `json:"added"`
	Removed []string `json:"removed"`
}

func newRefine(a *app) *cobra.Command {
	o := &refineCommand{app: a}
	c := &cobra.Command{
		Use:   "refine IDEA",
		Short: "One prompt from an idea, after changes in turn",
		Long: "Turn an idea into a prompt, then follow each change in turn. The prompt goes to standard output; what the " +
			"generator replies goes to standard error. The idea is read from standard input when it is - or missing.",
		Example: "easel refine \"a beach sunset\"\neasel refine \"a beach sunset\" --say \"make it night\" --say \"add a lighthouse\"\n" +
			"echo \"a beach sunset\" | easel refine --json",
	}
	c.Flags().StringArrayVar(&o.say, "say", nil, "A change, as you would say it; again for more")
	lockFlag(c, &o.locks)
	c.Flags().StringVar(&o.session, "session", "", "Go on with an earlier session, by its id")
	a.chatFlag(c)
	o.seed.add(c, "Repeatable choices of the built-in generator")
	jsonFlag(c, &o.json)
	return a.command(c, func(ctx context.Context, args []string) error {
		if c.Flags().Changed("session") && o.session == "" {
			return usage("--session needs the id of a session", "See which there are: easel sessions")
		}
		return o.run(ctx, args)
	})
}

func (o *refineCommand) run(ctx context.Context, args []string) error {
	messages, err := o.messages(ctx, args)
	if err != nil {
		return err
	}
	settings, err := o.settings()
	if err != nil {
		return err
	}
	by, err := o.generators(settings).PromptGenerator(settings.Chat)
	if err != nil {
		return err
	}
	studio, err := o.studioForCommand(ctx, settings)
	if err != nil {
		return err
	}
	session, err := o.open(ctx, studio)
	if err != nil {
		return err
	}
	defer session.Close()
	for _, told := range session.Unsettled() {
		o.note(told + ".")
	}
	for _, j := range session.Jobs() {
		o.note(fmt.Sprintf("%s has a paid picture for this session: easel resume %s fetches it.", j.Generator, session.State().ID))
	}
	requests := make([]promptgen.Request, len(messages))
	for i, text := range messages {
		requests[i].Message = text
	}
	if err := studio.CheckBudget(ctx, session.State().ID, o.tellPrice(by, requests...)); err != nil {
		return err
	}
	message := engine.Message{To: by, Dialect: paintedIn(studio, settings), Seed: o.seed.wide()}
	var last refined
	for _, text := range messages {
		if message.Text, err = o.expand(ctx, studio, session, text); err != nil {
			return err
		}
		if last, err = o.send(ctx, session, message); err != nil {
			return err
		}
		if err := o.lock(ctx, session); err != nil {
			return err
		}
	}
	if len(o.locks) > 0 {
		return noSuchWords(o.locks[0])
	}
	return o.show(session, by.Info(), last)
}

// messages are the idea and the changes. A session that goes on needs no idea
// when there are changes.
func (o *refineCommand) messages(ctx context.Context, args []string) ([]string, error) {
	const example = `easel refine "a beach sunset"`
	var messages []string
	if len(args) > 0 || o.session == "" || len(o.say) == 0 {
		idea, err := o.oneText(ctx, args, "an idea", example)
		if err != nil {
			return nil, err
		}
		messages = append(messages, idea)
	}
	for _, change := range o.say {
		text, err := checkText(change, "a change", example+` --say "make it night"`)
		if err != nil {
			return nil, err
		}
		messages = append(messages, text)
	}
	return messages, nil
}

// expand puts favourites in the place of their short names in braces.
func (o *refineCommand) expand(ctx context.Context, studio *engine.Studio, s *engine.OpenSession, text string) (string, error) {
	_, again := s.State().Current()
	said, err := studio.Expand(ctx, text, !again)
	if said.Unknown != "" {
		o.note("No favourite has the short name " + said.Unknown + ". It is sent as it stands.")
	}
	return said.Text, err
}

func (o *refineCommand) open(ctx context.Context, s *engine.Studio) (*engine.OpenSession, error) {
	if o.session != "" {
		return s.Resume(ctx, o.session)
	}
	return s.NewSession(o.seed.wide())
}

// refined is what came of one message.
type refined struct {
	reply   string
	changes prompt.Changes
	first   bool // there was no prompt before
}

func (o *refineCommand) send(ctx context.Context, s *engine.OpenSession, m engine.Message) (refined, error) {
	by := m.To.Info()
	before, again := s.State().Current()
	if !again {
		before = prompt.Prompt{Text: m.Text} // the first prompt is compared with the idea
	}
	var reply strings.Builder
	o.progress.show(by.Title + " is writing")
	for update, err := range s.Send(ctx, m) {
		if err != nil {
			return refined{}, err
		}
		if piece, ok := update.(engine.ReplyText); ok {
			reply.WriteString(piece.Text)
			o.progress.show(by.Title + ": " + reply.String())
		}
	}
	after, _ := s.State().Current()
	r := refined{reply: withoutKeys(strings.TrimSpace(reply.String())), changes: prompt.ChangesBetween(before, after), first: !again}
	o.tell(by, r)
	return r, nil
}

// withoutKeys is a reply that names keys of the studio as a command says it.
func withoutKeys(reply string) string {
	return strings.NewReplacer("would follow: ctrl+o", "would follow: --chat NAME", "ctrl+g makes", "easel generate makes", "with ctrl+g", "with easel generate").Replace(reply)
}

// tell writes the reply for people to read, and what changed. Of a first prompt
// nearly everything is new, and the prompt itself comes next.
func (o *refineCommand) tell(by promptgen.Info, r refined) {
	if o.json {
		return
	}
	if r.reply != "" {
		o.note(by.Title + ": " + r.reply)
	}
	if r.first {
		return
	}
	var changes []string
	for _, added := range r.changes.Added {
		changes = append(changes, "+ "+added)
	}
	for _, removed := range r.changes.Removed {
		changes = append(changes, "- "+removed)
	}
	if len(changes) > 0 {
		o.note("  " + strings.Join(changes, "  "))
	}
}

func (o *refineCommand) show(s *engine.OpenSession, by promptgen.Info, last refined) error {
	state := s.State()
	current, ok := state.Current()
	if !ok {
		return problem.New(problem.Failed, "No prompt came of it", "Say what you want to see, for example: a beach sunset")
	}
	if !o.json {
		o.noteNegative("Without", current.Negative)
		return o.print(o.shown(current.Text) + "\n")
	}
	return o.printJSON(refineJSON{
		Session:   state.ID,
		Reply:     last.reply,
		Changes:   changesJSON{Added: list(last.changes.Added), Removed: list(last.changes.Removed)},
		Prompt:    promptOf(current),
		Generator: generatorJSON{by.Name, known(by.Model)},
	})
}
