package engine

import (
	"easel/engine/imagegen"
	"easel/engine/imagegen/sketch"
	"easel/engine/promptgen"
	"easel/engine/promptgen/composer"
)

// promptGenerators and imageGenerators name every generator there is, the
// built-in one first. Adding a generator is its own file and a line here.

func promptGenerators() []promptgen.PromptGenerator {
	return []promptgen.PromptGenerator{composer.New()}
}

func imageGenerators() []imagegen.ImageGenerator {
	return []imagegen.ImageGenerator{sketch.New()}
}
