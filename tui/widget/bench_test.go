package widget

import (
	"strings"
	"testing"

	"easel/themes"
	"easel/tui/style"
)

func BenchmarkGround(b *testing.B) {
	s := style.New(themes.Default(true))
	line := strings.Repeat(s.Text.Render("a calm beach")+" "+s.Added.Render("at night")+" ", 9)
	frame := clip(strings.Repeat(line+"\n", 50), 200, 50)
	b.ReportAllocs()
	for b.Loop() {
		Ground(frame, 200, 50, s)
	}
}
