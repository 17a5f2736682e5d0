package main

import (
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"detangle/measure"
	"detangle/record/facts"
	"detangle/sources"
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
	specs, err := sources.All()
	if err != nil {
		return err
	}
	var ids []string
	for _, spec := range specs {
		ids = append(ids, spec.ID)
	}
	claims, err := claimIDs(e)
	if err != nil {
		return err
	}
	record, _ := facts.Load(facts.Own(), facts.Dir(recordDir(e)))
	things := slices.Concat(facts.Kinds, record.IDs(facts.Kinds...))
	verbs := describe(parser.Model.Node, map[string][]string{"measure": measure.Names(), "sources": ids, "fetch": ids, "issues": ids, "claims": claims, "record": things})
	switch c.Shell {
	case "zsh":
		return zshScript(e.stdout, verbs)
	case "fish":
		return fishScript(e.stdout, verbs)
	default:
		return bashScript(e.stdout, verbs)
	}
}

// claimIDs lists the claims.
func claimIDs(e *env) (ids []string, err error) {
	book, err := readClaims(e)
	if err != nil {
		return nil, err
	}
	for _, c := range book.Claims {
		ids = append(ids, c.ID)
	}
	return ids, nil
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
// Names holds what the argument of a verb may be where no enum says so.
func describe(root *kong.Node, names map[string][]string) []verbWords {
	all := []verbWords{{flags: flagsOf(root)}}
	for _, node := range root.Children {
		if node.Hidden {
			continue
		}
		v := verbWords{word: word{name: node.Name, help: node.Help}, flags: slices.Concat(flagsOf(node), all[0].flags)}
		for _, arg := range node.Positional {
			v.args = append(v.args, valuesOf(arg)...)
		}
		for _, child := range node.Children { // what stands below it, with the flags of all
			v.args = append(v.args, child.Name)
			for _, f := range flagsOf(child) {
				if !slices.ContainsFunc(v.flags, func(w word) bool { return w.name == f.name }) {
					v.flags = append(v.flags, f)
				}
			}
		}
		v.args = append(v.args, names[node.Name]...)
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

// valuesOf returns the closed list of a flag or argument, if it has one.
func valuesOf(v *kong.Value) []string {
	if v.Enum == "" {
		return nil
	}
	return slices.DeleteFunc(v.EnumSlice(), func(s string) bool { return s == "" })
}

func wordNames(words []word) string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = w.name
	}
	return strings.Join(list, " ")
}
