package exchange

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"easel/engine/library"
	"easel/engine/picture"
)

func write(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// read is what a file brings: TITLE|TEXT|NEGATIVE a favourite, and LINE a fault.
func read(t testing.TB, name, content string) (favourites string, faults string) {
	t.Helper()
	found, err := Read(t.Context(), write(t, name, content), nil)
	if err != nil {
		t.Fatal(err)
	}
	var all, wrong []string
	for _, f := range found.Favourites {
		all = append(all, f.Title+"|"+f.Text+"|"+f.Negative)
	}
	for _, f := range found.Faults {
		wrong = append(wrong, fmt.Sprint(f.Line))
	}
	return strings.Join(all, " / "), strings.Join(wrong, " ")
}

func TestCollectionsAreRead(t *testing.T) {
	for _, c := range []struct{ name, content, want, faults string }{
		{"styles.csv", "\ufeffname,prompt,negative_prompt\r\nSoft,\"{prompt}, loose, wet\",ink\r\n", "Soft|{prompt}, loose, wet|ink", ""},
		{"styles.csv.bak", "name,text\nSoft,loose\n", "Soft|loose|", ""},
		{"styles.csv", "name,prompt,negative_prompt\n\"a \"\"b\"\"\", \"two\nlines: 狐 🦊\", x\n# no,style,\n,,\n---- MORE.CSV ----,,\n", "a \"b\"|two\nlines: 狐 🦊|x", ""},
		{"styles.csv", "name,prompt,negative_prompt\nA,a,\n,b,\nC,,\nbad\"quote,x,\nE,e,\n", "A|a| / E|e|", "3 4 5"},
		{"invoke.csv", "name,positive_prompt,negative_prompt\nA,a,b\n", "A|a|b", ""},
		{"other.csv", "some,thing\n1,2\n", "", "1"},
		{"empty.csv", "", "", ""},
		{"presets.json", `[{"name":"A","prompt":"a","negative_prompt":"b"},{"name":"B","preset_data":{"positive_prompt":"c","negative_prompt":""}}]`, "A|a|b / B|c|", ""},
		{"list.json", "[\"a\",\n\"b\",\n7,\n{\"name\":\"x\"}]", "|a| / |b|", "3 4"},
		{"alike.json", "[\n7,\n7,\n{\"a\":\n1},\n7]", "", "2 3 4 6"},
		{"one.json", `{"name":"A","positive_prompt":"a"}`, "A|a|", ""},
		{"broken.json", "[\n{\"name\":", "", "2"},
		{"prompts.txt", "a beach\n\n  two foxes  \r\nlast", "|a beach| / |two foxes| / |last|", ""},
		{"prompts", "a beach\n", "|a beach|", ""},
		{"noname", `[{"name":"A","prompt":"a"}]`, "A|a|", ""},
	} {
		got, faults := read(t, c.name, c.content)
		if got != c.want || faults != c.faults {
			t.Errorf("%s\n%s\nis %q, faults %q\nnot %q, %q", c.name, c.content, got, faults, c.want, c.faults)
		}
	}
	for name, content := range map[string]string{"latin.txt": "caf\xe9", "binary.csv": "a\x00b"} {
		if _, err := Read(t.Context(), write(t, name, content), nil); err == nil {
			t.Errorf("%s is read", name)
		}
	}
	if _, err := Read(t.Context(), filepath.Join(t.TempDir(), "nothing"), nil); err == nil {
		t.Error("nothing is read")
	}
}

func TestAFolderOfPicturesIsRead(t *testing.T) {
	dir := t.TempDir()
	store := picture.NewStore(dir, func() time.Time { return time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC) })
	seed := uint32(7)
	for _, prompt := range []string{"a fox", "a boat", ""} {
		if _, err := store.Save(smallPNG(t), picture.Made{Prompt: prompt, Negative: "people", Generator: "sketch", Seed: &seed}); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "damaged.png"), []byte("no picture"), 0o600); err != nil {
		t.Fatal(err)
	}
	told := 0
	found, err := Read(t.Context(), dir, func(done, total int) { told = total })
	if err != nil || len(found.Favourites) != 2 || len(found.Faults) != 1 || found.Silent != 1 || told != 4 {
		t.Fatalf("found %+v, %v, told of %d", found, err, told)
	}
	f := found.Favourites[0]
	if f.Recipe.Source != "easel" || f.Recipe.Generator != "sketch" || *f.Recipe.Seed != 7 || f.Negative != "people" || !filepath.IsAbs(f.Picture) {
		t.Errorf("%+v", f)
	}
}

// What is written is read back the same.
func TestRoundTrips(t *testing.T) {
	text := rapid.StringOfN(rapid.SampledFrom([]rune("ab ,\":;\n'狐🦊{}")), 0, 30, -1)
	for name, way := range map[string]func(*bytes.Buffer, []library.Favourite) error{
		"own.json":    func(b *bytes.Buffer, all []library.Favourite) error { return WriteOwn(b, all) },
		"styles.csv":  func(b *bytes.Buffer, all []library.Favourite) error { return WriteA1111(b, all) },
		"invoke.csv":  func(b *bytes.Buffer, all []library.Favourite) error { return WriteInvoke(b, all) },
		"invoke.json": func(b *bytes.Buffer, all []library.Favourite) error { return WriteInvokeJSON(b, all) },
	} {
		rapid.Check(t, func(rt *rapid.T) {
			f := library.Favourite{Title: strings.Join(strings.Fields("A "+text.Draw(rt, "title")), " "),
				Text: strings.TrimSpace("x" + text.Draw(rt, "text")), Negative: strings.TrimSpace(text.Draw(rt, "negative"))}
			var out bytes.Buffer
			if err := way(&out, []library.Favourite{f, f}); err != nil {
				rt.Fatal(err)
			}
			if bom := strings.HasPrefix(out.String(), "\ufeff"); bom != (name == "styles.csv") {
				rt.Fatalf("%s begins with %q", name, out.String()[:4])
			}
			got, faults := read(t, name, out.String())
			second := f.Title
			if name != "own.json" {
				second += " 2"
			}
			tail := "|" + f.Text + "|" + f.Negative
			if want := f.Title + tail + " / " + second + tail; got != want || faults != "" {
				rt.Fatalf("%s\n is %q, faults %q\nnot %q", out.String(), got, faults, want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add("styles.csv", "\ufeffname,prompt,negative_prompt\na,\"b\",c\n")
	f.Add("x.json", `[{"name":"a","prompt":"b"}]`)
	f.Fuzz(func(t *testing.T, _, content string) {
		for _, take := range []func(*Found, string, string){(*Found).styles, (*Found).presets, (*Found).lines} {
			var found Found
			take(&found, "x", content)
			for _, fault := range found.Faults {
				if fault.Line < 0 || fault.Why == "" {
					t.Errorf("%+v", fault)
				}
			}
		}
	})
}

func smallPNG(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
