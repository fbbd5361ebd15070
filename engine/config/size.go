package config

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"easel/engine/problem"
)

// The sides a size may have, in pixels. Generators allow less, and say so
// themselves.
const (
	minSide  = 16
	maxSide  = 16384
	sideStep = 16 // of the sides that a ratio gives: what generators commonly want
	maxRatio = 16 // longest to shortest side
)

// ParseSize reads a size in pixels ("1536x1024") or as a ratio ("3:2"), whose
// sides are then multiples of 16 and together about area pixels. What is
// neither is a problem of kind usage.
func ParseSize(text string, area int) (width, height int, err error) {
	trimmed := strings.TrimSpace(text)
	if w, h, ok := twoNumbers(trimmed, ":"); ok {
		if w < 1 || h < 1 || max(w, h) > maxRatio*min(w, h) {
			return 0, 0, badSize(text, fmt.Sprintf("A ratio goes from 1:%d to %d:1", maxRatio, maxRatio))
		}
		width, height = sidesOf(w, h, area)
		return width, height, nil
	}
	w, h, ok := twoNumbers(strings.ReplaceAll(strings.ToLower(trimmed), "×", "x"), "x")
	if !ok {
		return 0, 0, badSize(text, "Write it as 1536x1024 in pixels, or as a ratio such as 3:2")
	}
	if min(w, h) < minSide || max(w, h) > maxSide {
		return 0, 0, badSize(text, fmt.Sprintf("Each side has %d to %d pixels", minSide, maxSide))
	}
	return w, h, nil
}

func badSize(text, hint string) error {
	return problem.New(problem.Usage, fmt.Sprintf("%s is not a size", quote(text)), hint)
}

func twoNumbers(text, between string) (a, b int, ok bool) {
	left, right, found := strings.Cut(text, between)
	a, errA := digits(left)
	b, errB := digits(right)
	return a, b, found && errA == nil && errB == nil
}

// digits reads a number without a sign.
func digits(text string) (int, error) {
	n, err := strconv.ParseUint(strings.TrimSpace(text), 10, 31)
	return int(n), err
}

func sidesOf(w, h, area int) (width, height int) {
	ratio := float64(w) / float64(h)
	side := func(exact float64) int {
		return min(max(int(math.Round(exact/sideStep))*sideStep, minSide), maxSide)
	}
	return side(math.Sqrt(float64(max(area, 0)) * ratio)), side(math.Sqrt(float64(max(area, 0)) / ratio))
}

// quote shows a value in a sentence: in quotes, and not endlessly.
func quote(value string) string {
	const most = 60
	if r := []rune(value); len(r) > most {
		value = string(r[:most]) + "..."
	}
	return strconv.Quote(value)
}
