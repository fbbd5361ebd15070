package tui

import (
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"easel/engine/imagegen"
	"easel/tui/term"
)

// usualMsg is how long each picture of a generation that runs will take about.
type usualMsg struct {
	painting int // which one
	each     time.Duration
}

// usualTime looks it up in the library.
func (a *App) usualTime(painting int, by imagegen.Info) tea.Cmd {
	ctx, of := a.ctx, a.o.Studio
	return func() tea.Msg {
		usual, err := of.UsualTime(ctx, by.Name, by.Model)
		if err != nil {
			return nil // waiting without it is no worse
		}
		return usualMsg{painting, usual}
	}
}

// longWait is from when on somebody will have turned to something else.
const longWait = 10 * time.Second

// tellAway tells somebody who looks at another window that a generation ended
// that took long.
func (a *App) tellAway(one *stream) tea.Cmd {
	if one.reply || !a.away || a.o.Now().Sub(one.since) < longWait {
		return nil
	}
	text := "the picture is saved"
	switch one.saved {
	case 0:
		text = "no picture came"
	case 1:
	default:
		text = strconv.Itoa(one.saved) + " pictures are saved"
	}
	return tea.Raw(term.Notification(text, a.o.Env))
}

// progressBar is the terminal's own, in its tab or the task bar.
func progressBar(fraction float64) *tea.ProgressBar {
	if fraction < 0 {
		return tea.NewProgressBar(tea.ProgressBarIndeterminate, 0)
	}
	return tea.NewProgressBar(tea.ProgressBarDefault, int(100*fraction))
}
