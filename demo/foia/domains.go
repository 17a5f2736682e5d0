package foia

import "strings"

// domains are the values that columns can have, with their shares, as the
// codebook and published profiles of the releases give them.
type domains struct {
	yes, no                                                        word
	gender, marital, ethnicity, religion, race, entry              choice
	country                                                        choice
	criminality                                                    [3]word
	threat                                                         choice
	category                                                       choice
	active, deported, voluntary, terminated, relief                word
	released                                                       choice // reasons that end a stay, except removal
	transferred, removed, bonded                                   word
	atLargeMethod, borderProgram, atLargeProgram, otherProgram     choice
	locked                                                         [3]word // CAP Local, State, Federal Incarceration
	custodial, jailMethod, reprocessed, capProgram, jailProgram    word
	eventType, disposition, leadSource, landmark, site, operation  choice
	detainerOld, detainerNew                                       choice
	booked, declined, superseded                                   word
	liftGone, liftUnknown                                          choice
	msc                                                            choice
	mscCodes                                                       []word
	mscClass, mscStatus, felon, classification, charge, chargeCode choice
	port                                                           choice
	marks                                                          []word // redaction marks
	textDates                                                      []word // dates that are no dates
	ice, cbp, targeted, collateral                                 word
	targetedShare                                                  choice
	na                                                             word
	processing                                                     choice // of detainers and removals
	section                                                        choice
	detainer, reinstated, y, n, farPast, firstCentury              word
	mscStatusCodes, processingCodes                                []word
	programCodes, liftCodes, categoryCodes                         map[word]word
}

func newDomains(v *vocabulary) *domains {
	d := &domains{yes: v.word("YES"), no: v.word("NO"), na: v.word("NA"), ice: v.word("ICE"), cbp: v.word("CBP")}
	d.people(v)
	d.cases(v)
	d.arrests(v)
	d.detainers(v)
	d.convictions(v)
	for _, mark := range []string{"b(6), b(7)c", "b(6), b(7)C", "(b)(6)(b)(7)(c)", "(b)(6),(b)(7)(c)", "b(6), b(7)(c)", "b(7)(e)", "(B)(3)", "b(6), b(7)c "} {
		d.marks = append(d.marks, v.word(mark))
	}
	for _, text := range []string{"00/00/1998", "02/30/2011", "UNKNOWN", "13/45/2007", "03/14/2019", "1/5/2004 09:30 AM"} {
		d.textDates = append(d.textDates, v.word(text))
	}
	d.codes(v)
	return d
}

// codes are the short forms that some tables print beside a text.
func (d *domains) codes(v *vocabulary) {
	d.y, d.n = v.word("Y"), v.word("N")
	d.farPast, d.firstCentury = v.word("01/15/0199"), v.word("06/14/0002 03:10 PM")
	for _, code := range []string{"C", "P", "D"} {
		d.mscStatusCodes = append(d.mscStatusCodes, v.word(code))
	}
	for _, code := range []string{"WA/NTA", "ER", "REINST", "NTA/DT", "ADMDPT", "V", "O", "VWPPRM"} {
		d.processingCodes = append(d.processingCodes, v.word(code))
	}
	d.programCodes, d.liftCodes, d.categoryCodes = map[word]word{d.capProgram: v.word("CAP"), d.jailProgram: v.word("287")}, map[word]word{d.booked: v.word("B")}, map[word]word{}
	for _, c := range []choice{d.borderProgram, d.atLargeProgram} {
		for _, w := range c.words {
			if d.programCodes[w] == 0 {
				d.programCodes[w] = v.word(initials(v.texts[w]))
			}
		}
	}
	for _, w := range d.category.words {
		d.categoryCodes[w] = v.word(v.texts[w][1:strings.Index(v.texts[w], "]")])
	}
}

// initials of a program: Border Patrol is BP.
func initials(s string) string {
	out := ""
	for _, w := range strings.Fields(s) {
		if w[0] >= 'A' && w[0] <= 'Z' {
			out += w[:1]
		}
	}
	return out
}

func (d *domains) processingCode(v *view) word {
	return d.processingCodes[d.processing.index(v.drawn("disposition"))]
}

func (d *domains) people(v *vocabulary) {
	d.gender = v.choice("893 Male\n105 Female\n2 Unknown")
	d.marital = v.choice("62 Single\n24 Married\n6 Unknown\n4 Divorced\n3 Separated\n1 Widowed")
	d.ethnicity = v.choice("30 Hispanic Origin\n8 Not of Hispanic Origin\n6 Unknown")
	d.religion = v.choice("60 Catholic\n20 Christian\n12 Unknown\n4 Muslim\n2 Hindu\n2 None")
	d.race = v.choice("80 White\n9 Black\n5 Unknown\n4 Asian or Pacific Islander\n2 American Indian or Alaskan Native")
	d.entry = v.choice("58 Present Without Admission\n17 Unknown\n9 Not  Applicable\n6 B2 - Visitor\n3 Parolee\n3 Lawful Permanent Resident\n2 F1 - Student\n2 Visa Waiver")
	d.country = v.choice("380 MEXICO\n165 GUATEMALA\n125 HONDURAS\n65 EL SALVADOR\n58 VENEZUELA\n40 NICARAGUA\n36 COLOMBIA\n28 ECUADOR\n20 CUBA\n18 DOMINICAN REPUBLIC\n14 BRAZIL\n13 PERU\n11 HAITI\n" +
		"8 INDIA\n7 CHINA, PEOPLES REPUBLIC OF\n5 JAMAICA\n4 RUSSIA\n3 TURKEY\n3 VIETNAM\n2 NIGERIA\n2 COSTA RICA\n1 KOREA\n1 UNKNOWN")
	d.port = v.choice("20 LAREDO, TX\n15 BROWNSVILLE, TX\n14 ALEXANDRIA, LA\n11 SAN YSIDRO, CA\n10 NOGALES, AZ\n9 PASO DEL NORTE, TX\n8 HARLINGEN, TX\n5 MIAMI, FL\n4 PHOENIX, AZ\n2 NEW YORK, NY")
}

func (d *domains) cases(v *vocabulary) {
	d.active = v.word("ACTIVE")
	d.deported = v.word("8-Excluded/Removed - Inadmissibility")
	d.voluntary = v.word("3-Voluntary Departure Confirmed")
	d.terminated = v.word("A-Proceedings Terminated")
	d.relief = v.word("B-Relief Granted")
	d.category = v.choice("40 [8C] Excludable / Inadmissible - Administrative Final Order Issued\n21 [16] Reinstated Final Order\n13 [8B] Excludable / Inadmissible - Under Adjudication by IJ\n7 [8F] Expedited Removal\n" +
		"6 [3] Deportable - Administratively Final Order\n5 [1A] Voluntary Departure - Un-Expired and Un-Extended Departure Period\n2 [2A] Deportable - Under Adjudication by IJ\n2 [8A] Excludable / Inadmissible - Hearing Not Commenced\n" +
		"2 [9] VR Under Safeguards\n2 [11] Administrative Deportation / Removal\n1 [5B] Removable - ICE Fugitive\n1 [8G] Expedited Removal - Credible Fear Referral")
	d.transferred, d.removed, d.bonded = v.word("Transferred"), v.word("Removed"), v.word("Bonded Out - IJ")
	d.released = v.choice("41920 Paroled\n23834 Order of recognizance\n20799 Paroled - Fear Found\n9856 Bonded Out - IJ\n9454 Paroled - Humanitarian\n8549 U.S. Marshals or other agency (explain in Detention Comments)\n5980 Order of supervision\n" +
		"5203 Processing Disposition Changed Locally\n3640 Order of Recognizance - Humanitarian\n2618 Bonded Out - Field Office\n2015 Order of Supervision - No SLRRFF\n1565 Relief Granted by IJ\n1333 Proceedings Terminated\n1093 Voluntary departure\n" +
		"928 Paroled - Public Benefit\n876 Order of Supervision - Humanitarian\n330 Voluntary Return\n151 Order of Supervision - Re-Release\n102 Withdrawal\n17 Died\n11 Escaped\n2 Title 42 Return")
	d.reinstated, d.detainer = v.word("[16] Reinstated Final Order"), v.word("Detainer")
	d.charge = v.choice("40 I - 212a6Ai\n22 I - 212a7AiI\n15 R - 237a1B\n8 R - 237a2Aiii\n6 I - 212a9Aii\n4 R - 237a1A")
	d.chargeCode = v.choice("40 I6A\n22 I7A1\n15 R1B\n8 R2A3\n6 I9A2\n4 R1A")
	d.section = v.choice("40 212(a)(6)(A)(i)\n22 212(a)(7)(A)(i)(I)\n15 237(a)(1)(B)\n8 237(a)(2)(A)(iii)\n6 212(a)(9)(A)(ii)\n4 237(a)(1)(A)")
	d.processing = v.choice("30 Warrant of Arrest/Notice to Appear\n22 Expedited Removal\n20 REINSTATEMENT OF DEPORT ORDER I-871\n10 Notice to Appear Detained\n6 Administrative Deportation I-851/I-851A\n5 Voluntary Return\n4 Other\n3 Visa Waiver Removal")
}

func (d *domains) arrests(v *vocabulary) {
	d.locked = [3]word{v.word("CAP Local Incarceration"), v.word("CAP State Incarceration"), v.word("CAP Federal Incarceration")}
	d.custodial, d.jailMethod, d.reprocessed = v.word("Custodial Arrest"), v.word("287(g) Program"), v.word("ERO Reprocessed Arrest")
	d.capProgram, d.jailProgram = v.word("ERO Criminal Alien Program"), v.word("287G Program")
	d.atLargeMethod = v.choice("370 Non-Custodial Arrest\n330 Located\n100 Probation and Parole\n60 ERO Reprocessed Arrest\n35 Worksite Enforcement\n30 Law Enforcement Agency Response Unit\n25 Other Agency (turned over to INS)\n18 Other efforts\n12 Patrol Interior\n10 Other Task Force\n" +
		"4 Organized Crime Drug Enforcement Ta\n3 Patrol Border\n2 Traffic Check\n1 Anti-Smuggling")
	d.borderProgram = v.choice("84 Border Patrol\n8 Inspections - Land\n4 Inspections - Air\n2 Homeland Security Investigations\n1 Inspections - Sea\n1 Coast Guard")
	d.atLargeProgram = v.choice("48 Fugitive Operations\n18 Non-Detained Docket Control\n9 ERO Criminal Alien Program\n9 Alternatives to Detention\n8 Homeland Security Investigations\n6 Detained Docket Control\n2 Detention and Deportation")
	d.otherProgram = v.choice("80 ERO Criminal Alien Program\n12 Non-Detained Docket Control\n8 Fugitive Operations")
	d.eventType = v.choice("62 CAP Local\n12 CAP State\n4 CAP Federal\n9 Non-Detained Docket Control\n7 Located\n4 Non-Custodial Arrest\n2 Probation and Parole")
	d.disposition = v.choice("52 Not Amenable to Removal\n20 Foreign Born USC\n14 Prosecutorial Discretion\n8 Notice to Appear Detained\n4 REINSTATEMENT OF DEPORT ORDER I-871\n2 Other")
	d.leadSource = v.choice("100 Other Lead")
	d.landmark = v.choice("40 SC INTEROPERABILITY LAFO\n14 BATAVIA INTEROPERABILITY REGIONAL CENTER NY STATE\n8 CHICAGO DEPORT CENTER SECURE COMMUNITIES, IL\n6 SECURE COMMUNITIES NEW YORK\n12 SLC GENERAL AREA, NON-SPECIFIC\n10 HOUSTON GENERAL AREA, NON-SPECIFIC\n6 STUART\n4 ATL FUGITIVE OPERATIONS, GA")
	d.site = v.choice("45 ERO - Pacific Enforcement Response Center\n20 ERO - National Criminal Analysis and Targeting Center\n15 ERO - Law Enforcement Support Center")
	d.operation = v.choice("60 ICE Wall FY26\n25 SBI\n15 -")
	d.targeted, d.collateral = v.word("Targeted"), v.word("Collateral")
	d.targetedShare = v.choice("72 Targeted\n28 Collateral")
}

func (d *domains) detainers(v *vocabulary) {
	d.booked, d.declined = v.word("Booked into Detention"), v.word("Detainer Declined by LEA")
	d.superseded = v.word("Detainer Superseded")
	d.liftGone = v.choice("50 No longer in State, Local, or Federal Custody\n6 Early Release\n44")
	d.liftUnknown = v.choice("62\n12 Prosecutorial Discretion\n8 Case Closed\n6 Not Amenable to Removal\n4 Noncitizen Not Amenable to Removal\n3 USC or Presumptive Claim to US Citizenship\n3 Judicial Review\n2 Duplicate Detainer")
	const rest = "\n40 I247G - Request for Advance Notification of Release\n14 I247D - Immigration Detainer - Request for Voluntary Action\n8 I247N - Request for Voluntary Notification of Release\n5 I247X - Request for Voluntary Transfer\n3 I247 - Immigration Detainer"
	d.detainerOld = v.choice("930 I247A - Immigration Detainer - Immigration Detainer - Notice of Action" + rest)
	d.detainerNew = v.choice("930 I247A - Immigration Detainer - Notice of Action (as of May 2025)" + rest)
}

// convictions: the codes are those of the NCIC, four digits with their zeros.
func (d *domains) convictions(v *vocabulary) {
	d.msc = v.choice("240 Driving Under Influence Liquor\n140 Illegal Entry (INA SEC.101(a)(43)(O), 8USC1325 only)\n105 Assault\n80 Traffic Offense\n70 Illegal Re-Entry (INA SEC.101(a)(43)(O), 8USC1326 only)\n45 Dangerous Drugs\n40 Larceny\n30 Burglary\n22 Robbery\n20 Domestic Violence\n15 Sex Assault\n6 Homicide")
	for _, code := range []string{"5404", "0301", "1399", "5499", "0302", "3599", "2399", "2299", "1299", "1315", "1199", "0999"} {
		d.mscCodes = append(d.mscCodes, v.word(code))
	}
	d.mscClass = v.choice("50 Misdemeanor\n30 Felony\n8 Aggravated Felony\n8 Other\n4 Not Applicable")
	d.mscStatus = v.choice("88 Convicted\n8 Pending\n4 Dismissed")
	d.felon = v.choice("78 Not an Aggravated Felon\n12 Other\n7 Drugs\n3 Both (drug and other agg felon convictions)")
	d.classification = v.choice("42 Low\n26 Medium / Low\n18 Medium / High\n14 High")
	d.threat = v.choice("24 1\n12 2\n28 3\n36 NA")
	for i, text := range []string{"1 Convicted Criminal", "2 Pending Criminal Charges", "3 Other Immigration Violator"} {
		d.criminality[i] = v.word(text)
	}
}
