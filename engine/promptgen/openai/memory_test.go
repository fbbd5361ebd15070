package openai_test

import (
	"errors"
	"testing"

	"easel/engine/promptgen/openai"
)

// kept is a text in the place of a file.
type kept struct {
	text   []byte
	broken bool
}

func (k *kept) Read() ([]byte, error) {
	if k.broken || k.text == nil {
		return nil, errors.New("it cannot be read")
	}
	return k.text, nil
}

func (k *kept) Write(text []byte) error {
	if k.broken {
		return errors.New("it cannot be written")
	}
	k.text = text
	return nil
}

// What a server refused is remembered by the next program too.
func TestWhatAServerCannotDoIsKept(t *testing.T) {
	refuses := fails(400, `{"error":{"message":"response_format json_schema is not supported","param":"response_format"}}`)
	m := serve(t, refuses, says(whole("a", sea())))
	k := &kept{}
	with := func(o *openai.Options) { o.Memory = openai.NewMemory(k) }
	for range 2 {
		if got := refine(t, generator(t, m, with), idea(0)); got.err != nil {
			t.Fatal(got.err)
		}
	}
	if len(m.got) != 3 || m.got[2].format() != "json_object" {
		t.Errorf("asked %d times, last for %s", len(m.got), m.got[len(m.got)-1].format())
	}
}

func TestAMemoryThatCannotBeReadIsEmpty(t *testing.T) {
	for name, k := range map[string]*kept{
		"broken": {broken: true}, "no JSON": {text: []byte("{")}, "another form": {text: []byte(`{"x":7}`)}, "odd values": {text: []byte(`{"x":{"form":-5,"dropped":null}}`)},
	} {
		m := serve(t, fails(400, `{"error":{"message":"no such parameter: max_completion_tokens","param":"max_completion_tokens"}}`), says(whole("a", sea())))
		if got := refine(t, generator(t, m, func(o *openai.Options) { o.Memory = openai.NewMemory(k) }), idea(0)); got.err != nil || len(m.got) != 2 {
			t.Errorf("%s: %v, asked %d times", name, got.err, len(m.got))
		}
	}
}
