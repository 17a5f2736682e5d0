// Package measure answers questions. It holds the list of all measures, loads
// the frame that each one's input.sql makes (once for each state of the lake),
// and turns a question into a Finding: checked names, definite dates, rows,
// caveats, inputs and a reference that `detangle trace` follows back to cells.
//
// A page asks hundreds of findings a second, so that nothing here touches the
// disk after the first question to a measure. What a number means is decided in
// measure/NAME and written in its method.md; this package must not know it.
package measure

import (
	"detangle"
	"detangle/measure/agenciesparticipating"
	"detangle/measure/agreementsactive"
	"detangle/measure/agreementsended"
	"detangle/measure/agreementslisted"
	"detangle/measure/agreementspending"
	"detangle/measure/agreementsstarted"
	"detangle/measure/arrests"
	"detangle/measure/atdparticipants"
	"detangle/measure/averagedailypopulation"
	"detangle/measure/averagelengthofstay"
	"detangle/measure/bookinsreconciled"
	"detangle/measure/currentlydetained"
	"detangle/measure/detainerbasis"
	"detangle/measure/detainerlag"
	"detangle/measure/detainerlagbands"
	"detangle/measure/detaineroutcomes"
	"detangle/measure/detainers"
	"detangle/measure/detentionpopulation"
	"detangle/measure/disparitybenchmark"
	"detangle/measure/disparitydetainers"
	"detangle/measure/disparityoutcome"
	"detangle/measure/disparityriskadjusted"
	"detangle/measure/disparitythreshold"
	"detangle/measure/disparityveil"
	"detangle/measure/encounters"
	"detangle/measure/finalbookouts"
	"detangle/measure/finalreleases"
	"detangle/measure/hitrate"
	"detangle/measure/holds"
	"detangle/measure/initialbookins"
	"detangle/measure/linkagreement"
	"detangle/measure/linkrate"
	"detangle/measure/nullshare"
	"detangle/measure/pipelinefunnel"
	"detangle/measure/populationcovered"
	"detangle/measure/removals"
	"detangle/measure/removalsreported"
	"detangle/measure/riskspread"
	"detangle/measure/scactivecounties"
	"detangle/measure/searchrate"
	"detangle/measure/stays"
	"detangle/measure/veilshare"
)

// Measures returns every measure, in the order that pages show them.
func Measures() []detangle.Measure {
	return []detangle.Measure{
		agreementsactive.Measure,
		agreementslisted.Measure,
		agenciesparticipating.Measure,
		agreementspending.Measure,
		agreementsstarted.Measure,
		agreementsended.Measure,
		populationcovered.Measure,
		scactivecounties.Measure,
		encounters.Measure,
		detainers.Measure,
		detaineroutcomes.Measure,
		detainerlag.Measure,
		detainerlagbands.Measure,
		detainerbasis.Measure,
		arrests.Measure,
		holds.Measure,
		stays.Measure,
		detentionpopulation.Measure,
		currentlydetained.Measure,
		averagedailypopulation.Measure,
		averagelengthofstay.Measure,
		atdparticipants.Measure,
		initialbookins.Measure,
		bookinsreconciled.Measure,
		finalbookouts.Measure,
		finalreleases.Measure,
		removals.Measure,
		removalsreported.Measure,
		pipelinefunnel.Measure,
		linkrate.Measure,
		linkagreement.Measure,
		searchrate.Measure,
		hitrate.Measure,
		disparitybenchmark.Measure,
		disparitydetainers.Measure,
		disparityoutcome.Measure,
		disparityriskadjusted.Measure,
		disparitythreshold.Measure,
		disparityveil.Measure,
		veilshare.Measure,
		riskspread.Measure,
		nullshare.Measure,
	}
}

// Names returns the names of all measures.
func Names() []string {
	var names []string
	for _, m := range Measures() {
		names = append(names, m.Name)
	}
	return names
}

// Query is the question that Service.Ask answers.
type Query = detangle.Question
