package main

import (
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// completionCmd prints a script that completes verbs, flags and their values.
// The script is made from the same model that parses the command line, so the
// two cannot disagree.
type completionCmd struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Help shows how to load the script.
func (completionCmd) Help() string {
	return `Examples:

    detangle completion bash > ~/.local/share/bash-completion/completions/detangle
    detangle completion zsh  > "${fpath[1]}/_detangle"
    detangle completion fish > ~/.config/fish/completions/detangle.fish
`
}

// Run prints the script.
func (c *completionCmd) Run(e *env, parser *kong.Kong) error {
	verbs := describe(parser.Model.Node)
	switch c.Shell {
	case "zsh":
		return zshScript(e.stdout, verbs)
	case "fish":
		return fishScript(e.stdout, verbs)
	default:
		return bashScript(e.stdout, verbs)
	}
}

// word is one thing that can be completed: a verb, a flag, or a value.
type word struct {
	name   string
	help   string
	values []string // what may follow a flag, if it is a closed list
	takes  bool     // a flag that takes a value
	path   bool     // whose value is a file or folder
}

// verbWords is a verb with its own flags and the closed list of its argument.
// The first one stands for the program: global flags, no argument.
type verbWords struct {
	word
	flags []word
	args  []string
}

// describe reads the words of the command line from kong's model.
func describe(root *kong.Node) []verbWords {
	all := []verbWords{{flags: flagsOf(root)}}
	for _, node := range root.Children {
		if node.Hidden {
			continue
		}
		v := verbWords{word: word{name: node.Name, help: node.Help}, flags: slices.Concat(flagsOf(node), all[0].flags)}
		for _, arg := range node.Positional {
			v.args = append(v.args, valuesOf(arg)...)
		}
		all = append(all, v)
	}
	return all
}

func flagsOf(node *kong.Node) []word {
	var words []word
	for _, f := range node.Flags {
		if !f.Hidden {
			path := f.PlaceHolder == "DIR" || f.PlaceHolder == "FILE"
			words = append(words, word{"--" + f.Name, f.Help, valuesOf(f.Value), !f.IsBool(), path})
		}
	}
	return words
}

// valuesOf returns the closed list of a flag or argument: its enum, or what
// its type knows (Completions).
func valuesOf(v *kong.Value) []string {
	if list, ok := v.Target.Interface().(interface{ Completions() []string }); ok {
		return list.Completions()
	}
	if v.Enum == "" {
		return nil
	}
	return slices.DeleteFunc(v.EnumSlice(), func(s string) bool { return s == "" })
}

func names(words []word) string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = w.name
	}
	return strings.Join(list, " ")
}
