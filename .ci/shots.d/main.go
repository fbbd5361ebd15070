// Command shots.d plays the scenes of the README's pictures. See .ci/shots.
package main

import (
	"fmt"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"

	"easel/tui/tuitest/shot"
)

// scene is one picture: what is typed, and what has to show before the next.
type scene struct {
	name       string
	cols, rows int
	args       []string
	steps      []step
}

type step struct{ keys, sees string }

// Keys, as a terminal sends them.
const (
	enter    = "\r"
	tab      = "\t"
	right    = "\x1b[C"
	down     = "\x1b[B"
	generate = "\x07" // ctrl+g
	quit     = "\x11" // ctrl+q
)

func scenes() []scene {
	kitty := []string{"--pictures", "kitty"}
	half := []string{"--pictures", "half"}
	library := []step{{"", "round 2/2"}, {tab + "V", "this round"}, {tab + tab, "library"}}
	return []scene{
		{"studio", 186, 48, append([]string{"new", "a fishing harbour at dawn, gouache"}, kitty...), []step{
			{"", "round 1/1"}, {"make it night, add a lighthouse" + enter, "round 2/2"}, {generate, "Saved"}, {tab + down, "looking at A"}}},
		{"gallery", 150, 44, kitty, append(library, step{right + right, "3 of"})},
		{"picture", 120, 36, kitty, append(library, step{right + right + right + enter, "pick"})},
		{"mosaic", 120, 36, append([]string{"new", "two foxes in snow, woodcut"}, half...), []step{
			{"", "round 1/1"}, {generate, "Saved"}, {tab + down + down, "looking at B"}}},
	}
}

// ideas fill the library first.
func ideas() []string {
	return []string{"a market street in the rain, watercolour", "a beach sunset", "a keeper's kitchen, 1970s postcard", "a forest path in autumn, oil painting",
		"mountains above a lake, flat poster", "two foxes in snow, woodcut", "a harbour at dawn", "a desert road at noon, cut paper", "a lighthouse in a storm",
		"a cat on a windowsill, watercolour", "a red boat on a calm sea", "a village in the hills at dusk", "a city at night in the rain", "a field of sunflowers under a big sky"}
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: shots.d EASEL FOLDER")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(easel, folder string) error {
	for i, idea := range ideas() {
		if out, err := exec.Command(easel, "generate", idea, "--seed", fmt.Sprint(i+1)).CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w", out, err)
		}
	}
	for _, s := range scenes() {
		if err := s.take(easel, folder); err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
	}
	return nil
}

func (s scene) take(easel, folder string) error {
	w, err := shot.Open(s.cols, s.rows, []string{"EASEL_HOME=" + os.Getenv("EASEL_HOME"), "HOME=" + os.Getenv("EASEL_HOME")}, easel, s.args...)
	if err != nil {
		return err
	}
	defer w.Close()
	for _, step := range s.steps {
		if err := w.Type(step.keys); err != nil {
			return err
		}
		if err := w.Wait(step.sees); err != nil {
			return err
		}
		w.Settle()
	}
	img, err := w.Image()
	if err != nil {
		return err
	}
	file, err := os.Create(filepath.Join(folder, s.name+".png"))
	if err != nil {
		return err
	}
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(file, img); err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	return w.Type(quit)
}
