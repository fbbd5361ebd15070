package widget

import (
	"fmt"
	"math"
	"strings"
	"time"

	"easel/tui/style"
	"easel/tui/term"
)

// Key is one entry of a footer: the key's name and what it does now.
type Key struct{ Name, Does string }

// MaxKeys is how many keys a footer shows; more are not read.
const MaxKeys = 6

// Keys draws a footer of at most [MaxKeys] keys, most useful first. What does
// not fit is dropped from the right; the line is exactly width cells.
func Keys(keys []Key, width int, s *style.Style) string {
	if width <= 0 {
		return ""
	}
	line, used := " ", 1
	for i, k := range keys {
		gap := 2
		if i == 0 {
			gap = 0
		}
		cells := gap + term.Width(k.Name) + 1 + term.Width(k.Does)
		if i == MaxKeys || used+cells > width {
			break
		}
		line += term.Spaces(gap) + s.KeyName.Render(k.Name) + " " + s.KeyHelp.Render(k.Does)
		used += cells
	}
	return line + term.Spaces(width-used)
}

// Progress is a bar of exactly width cells for a fraction from 0 to 1. It
// moves by half cells.
func Progress(width int, fraction float64, s *style.Style) string {
	if width <= 0 {
		return ""
	}
	if math.IsNaN(fraction) {
		fraction = 0
	}
	halves := int(math.Round(max(0, min(fraction, 1)) * float64(2*width)))
	filled := strings.Repeat("━", halves/2)
	if halves%2 == 1 {
		filled += "╸"
	}
	return s.ProgressFilled.Render(filled) + s.ProgressEmpty.Render(strings.Repeat("─", width-(halves+1)/2))
}

// Waiting says how long something takes: "12 s, usually 20 s". Without a usual
// time it says only how long it has been.
func Waiting(elapsed, usual time.Duration) string {
	if usual <= 0 {
		return seconds(elapsed)
	}
	return seconds(elapsed) + ", usually " + seconds(usual)
}

func seconds(d time.Duration) string {
	n := int(max(d, 0).Round(time.Second) / time.Second)
	switch {
	case n < 60:
		return fmt.Sprintf("%d s", n)
	case n%60 == 0:
		return fmt.Sprintf("%d min", n/60)
	}
	return fmt.Sprintf("%d min %d s", n/60, n%60)
}
