package tui_test

import (
	"context"
	"runtime"
	"testing"

	tea "charm.land/bubbletea/v2"

	"easel/engine"
	prompts "easel/engine/prompt"
)

// A frame at 200x50 is to take less than 2 ms, with a long session too: View
// runs after every message.

// longSession is the screen of a session with sixty rounds, at 200x50.
func longSession(b *testing.B) *driver {
	b.Helper()
	home := b.TempDir()
	studio, chat, _ := studioIn(b, home, nil)
	open, err := studio.NewSession(nil)
	if err != nil {
		b.Fatal(err)
	}
	for i := range 60 {
		text := "a beach sunset"
		if i > 0 {
			text = "and one more boat, far out, with a red sail"
		}
		for _, err := range open.Send(context.Background(), engine.Message{Text: text, To: chat, Variations: 4}) {
			if err != nil {
				b.Fatal(err)
			}
		}
		if i%10 == 9 { // or the prompt grows without end
			if _, err := open.Use(context.Background(), "a beach sunset, an amber sky", ""); err != nil {
				b.Fatal(err)
			}
		}
	}
	open.Close()
	d := drive(b, home, 200, 50, nil)
	d.finish()
	return d
}

// BenchmarkTyping is one key in the chat's input, with its frame.
func BenchmarkTyping(b *testing.B) {
	d := longSession(b)
	keys := []tea.Msg{keyPress("x"), keyPress("backspace")}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		d.app.Update(keys[i%2])
		_ = d.app.View()
	}
}

// BenchmarkMoving is one step of the cursor through the variations, which
// shows another prompt and its changes.
func BenchmarkMoving(b *testing.B) {
	d := longSession(b)
	for _, k := range []string{"tab", "down", "down", "up", "up"} { // all sketches are drawn once
		d.press(k)
		d.finish()
	}
	keys := []tea.Msg{keyPress("down"), keyPress("up")}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		d.app.Update(keys[i%2])
		_ = d.app.View()
	}
}

// BenchmarkScrolling is one step of the wheel over the chat.
func BenchmarkScrolling(b *testing.B) {
	d := longSession(b)
	wheel := []tea.Msg{tea.MouseWheelMsg{X: 5, Y: 5, Button: tea.MouseWheelUp}, tea.MouseWheelMsg{X: 5, Y: 5, Button: tea.MouseWheelDown}}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		d.app.Update(wheel[i%2])
		_ = d.app.View()
	}
}

// BenchmarkResizing is another width, at which everything wraps anew.
func BenchmarkResizing(b *testing.B) {
	d := longSession(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		d.app.Update(tea.WindowSizeMsg{Width: 199 + i%2, Height: 50})
		_ = d.app.View()
	}
}

// gallery is the gallery of a library of so many pictures, at 200x50.
func gallery(b *testing.B, pictures int) *driver {
	b.Helper()
	home := b.TempDir()
	studio, chat, image := studioIn(b, home, nil)
	open, err := studio.NewSession(nil)
	if err != nil {
		b.Fatal(err)
	}
	for _, err := range open.Send(context.Background(), engine.Message{Text: "a beach sunset", To: chat, Variations: 4}) {
		if err != nil {
			b.Fatal(err)
		}
	}
	current, _ := open.State().Current()
	g := engine.Generation{PromptID: current.ID, By: image, Settings: prompts.Settings{Width: 256, Height: 256, Count: 4}}
	for range pictures / 4 {
		for _, err := range open.Generate(context.Background(), g) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	open.Close()
	d := drive(b, home, 200, 50, nil)
	d.finish()
	for _, k := range []string{"tab", "V", "tab"} {
		d.press(k)
		d.finish()
	}
	return d
}

// BenchmarkGallery is one step through a gallery of two thousand pictures, while
// those that it passes are drawn.
func BenchmarkGallery(b *testing.B) {
	d := gallery(b, 2000)
	down, first := keyPress("down"), keyPress("g")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		key := down
		if i%300 == 299 {
			key = first
		}
		_, cmd := d.app.Update(key)
		_ = d.app.View()
		d.run(cmd)
		for _, msg := range d.took() {
			b.StopTimer()
			d.send(msg)
			b.StartTimer()
		}
	}
	d.finish()
}

// BenchmarkPreviews is what a thousand large previews leave behind in memory.
func BenchmarkPreviews(b *testing.B) {
	d := gallery(b, 1000)
	d.press("enter")
	d.finish()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for b.Loop() {
		for range 1000 {
			d.press("right")
			d.finish()
		}
		d.press("g")
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	b.ReportMetric(float64(int64(after.HeapAlloc)-int64(before.HeapAlloc))/(1<<20), "MiB-kept")
}
