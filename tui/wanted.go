package tui

import (
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"easel/engine/catalog"
	"easel/engine/config"
)

// This file changes what the next generation is asked for.

// setSize sets the size of the next pictures.
func (a *App) setSize(text string) tea.Cmd {
	if text == "" {
		return a.openSettings()
	}
	w, h, err := parseSize(text)
	if err == nil {
		if strings.Contains(text, ":") {
			like := a.o.Image.Info().Can.Likest(catalog.Size{Width: w, Height: h})
			w, h = like.Width, like.Height
		}
		err = a.checkSize(w, h)
	}
	if err != nil {
		a.problem(err)
		return nil
	}
	a.state.Settings.Width, a.state.Settings.Height = w, h
	a.art.setShape(w, h)
	a.notice(fmt.Sprintf("The next pictures are %dx%d", w, h))
	return nil
}

// parseSize reads a size as the commands do.
func parseSize(text string) (width, height int, err error) {
	return config.ParseSize(text, defaultArea)
}

// setCount sets how many pictures one generation makes.
func (a *App) setCount(text string) tea.Cmd {
	if text == "" {
		return a.openSettings()
	}
	most := a.o.Image.Info().Can.MaxCount
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 1 || n > most {
		a.fail(fmt.Sprintf("%s paints 1 to %d pictures at a time", a.o.Image.Info().Name, most))
		return nil
	}
	a.state.Settings.Count = n
	a.notice(fmt.Sprintf("Each generation makes %d", n))
	return nil
}

// setSeed pins the seed, or lets each generation draw a new one.
func (a *App) setSeed(text string) {
	text = strings.TrimSpace(text)
	if text == "" || strings.EqualFold(text, "new") {
		a.state.Settings.Seed = nil
		a.notice("Each generation draws a new seed")
		return
	}
	n, err := strconv.ParseUint(text, 10, 32)
	if err != nil {
		a.fail("A seed is a number from 0 to 4294967295, or \"new\"")
		return
	}
	seed := uint32(n)
	a.state.Settings.Seed = &seed
	a.notice(fmt.Sprintf("The seed is pinned to %d", seed))
}
