package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"easel/engine/problem"
)

// Profile is a server that a person added: a [[profile]] table of the config
// file, as text. Whether it makes sense is for the catalog to say, whose Own has
// the same fields.
type Profile struct {
	Name       string // as in --chat NAME and --image NAME
	Like       string // the known profile whose wire it speaks; empty for compatible
	BaseURL    string
	KeyEnv     string // the environment variable that holds its key
	ChatModel  string
	ImageModel string
}

const profileTable = "profile"

// profileExample is what Init writes of profiles; its explanations are
// comments within lines, so that it can be used as it is.
const profileExample = `
# [[profile]]                           # a server of your own that speaks OpenAI's wire
# name = "mine"                         # as in --chat mine and --image mine:MODEL
# like = "compatible"                   # or openai, ollama, llamacpp, lmstudio, localai, vllm, sdcpp, a1111, comfyui, ...
# base_url = "http://127.0.0.1:8080/v1"
# key_env = "MY_KEY"                    # the variable that holds its key; the key itself has no place here
# chat_model = "some-model"
# image_model = "some-model"
`

func profileFields() []string {
	return []string{"name", "like", "base_url", "key_env", "chat_model", "image_model"}
}

func (p *Profile) field(name string) *string {
	switch name {
	case "name":
		return &p.Name
	case "like":
		return &p.Like
	case "base_url":
		return &p.BaseURL
	case "key_env":
		return &p.KeyEnv
	case "chat_model":
		return &p.ChatModel
	case "image_model":
		return &p.ImageModel
	}
	return nil
}

// profileField reads one line of a [[profile]]. What it complains about it
// does not repeat: somebody may have written a key there.
func (r *reading) profileField(key string, line int, value *unstable.Node) error {
	p := &r.profiles[len(r.profiles)-1]
	at := p.field(key)
	switch {
	case at == nil && strings.Contains(strings.ToLower(key), "key"):
		return problem.New(problem.Usage,
			fmt.Sprintf("In the config file %s, line %d: keys have no place in this file", r.path, line),
			"Put the key into an environment variable and write that one's name as key_env")
	case at == nil:
		return problem.New(problem.Usage,
			fmt.Sprintf("In the config file %s, line %d: a profile has no %s", r.path, line, quote(key)),
			"It has: "+strings.Join(profileFields(), ", "))
	case value.Kind != unstable.String:
		return inFile(r.path, line, fmt.Sprintf("%s must be %s", key, aText))
	}
	text := string(value.Data)
	if err := oneLine(text); err != nil {
		return inFile(r.path, line, fmt.Sprintf("%s must be %v", key, err))
	}
	if key == "key_env" && !isVariable(text) {
		return problem.New(problem.Usage,
			fmt.Sprintf("In the config file %s, line %d: key_env must be the name of an environment variable", r.path, line),
			"Write key_env = \"MY_KEY\" and set MY_KEY to the key; the key itself has no place in this file")
	}
	*at = text
	return nil
}

// isVariable says whether a text is the name of an environment variable and no
// key: keys have dashes, or small letters and figures.
func isVariable(text string) bool {
	return text != "" && !strings.ContainsAny(text[:1], "0123456789") &&
		strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") == ""
}

// unnamed is the problem of a profile that ended without a name, or with one
// that is there already.
func (r *reading) unnamed() error {
	if len(r.profiles) == 0 {
		return nil
	}
	last := len(r.profiles) - 1
	name := r.profiles[last].Name
	if name == "" {
		return inFile(r.path, r.line, "the profile has no name")
	}
	if slices.ContainsFunc(r.profiles[:last], func(p Profile) bool { return p.Name == name }) {
		return inFile(r.path, r.line, fmt.Sprintf("there is a profile %s already", quote(name)))
	}
	return nil
}
