package openai

import (
	"easel/engine/imagegen"
	"easel/engine/problem"
)

// check says what the model would refuse, before anything is sent or paid.
func (g *Generator) check(r imagegen.Request) error {
	if err := g.OncePaid(r); err != nil {
		return err
	}
	if r.Own["background"] == "transparent" && r.Own["format"] == "jpeg" {
		return problem.New(problem.Usage, "A JPEG cannot be transparent", "Choose the format png or webp")
	}
	return nil
}
