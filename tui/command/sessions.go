package command

import (
	"context"
	"time"

	"github.com/spf13/cobra"
)

type sessionsCommand struct {
	*app
	json bool
}

// sessionsJSON is what sessions --json prints.
type sessionsJSON struct {
	Sessions []sessionJSON `json:"sessions"`
}

type sessionJSON struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Created  string `json:"created"`
	Updated  string `json:"updated"`
	Rounds   int    `json:"rounds"`
	Pictures int    `json:"pictures"`
}

func newSessions(a *app) *cobra.Command {
	o := &sessionsCommand{app: a}
	c := &cobra.Command{
		Use:   "sessions",
		Short: "The sessions, newest first",
		Long: "List the sessions, the one worked on last first: id, when it was worked on, rounds, pictures, title. " +
			"Go on with one: easel resume ID.",
		Example: "easel sessions\neasel resume $(easel sessions | grep beach | head -1 | cut -f1)",
	}
	jsonFlag(c, &o.json)
	return a.command(c, o.run)
}

func (o *sessionsCommand) run(ctx context.Context, args []string) error {
	if err := noArguments(args, "sessions"); err != nil {
		return err
	}
	settings, err := o.settings()
	if err != nil {
		return err
	}
	studio, err := o.studioForCommand(ctx, settings)
	if err != nil {
		return err
	}
	all, err := studio.Sessions(ctx, everything)
	if err != nil {
		return err
	}
	if o.json {
		document := sessionsJSON{Sessions: []sessionJSON{}}
		for _, s := range all {
			document.Sessions = append(document.Sessions,
				sessionJSON{s.ID, s.Title, timeJSON(s.Created), timeJSON(s.Updated), s.Rounds, s.Pictures})
		}
		return o.printJSON(document)
	}
	var rows [][]string
	for _, s := range all {
		rows = append(rows, []string{s.ID, o.clock(s.Updated), counted(s.Rounds, "round"), counted(s.Pictures, "picture"), s.Title})
	}
	return o.printList(rows, "No sessions yet. Start one: easel new")
}

// everything is the library's limit for no limit.
const everything = 0

// clock is a time for people, where they are.
func (a *app) clock(t time.Time) string { return t.In(a.Now().Location()).Format("2006-01-02 15:04") }

// printList is printTable that tells people when there is nothing.
func (a *app) printList(rows [][]string, nothing string) error {
	if len(rows) == 0 {
		a.note(nothing)
		return nil
	}
	return a.printTable(rows)
}
