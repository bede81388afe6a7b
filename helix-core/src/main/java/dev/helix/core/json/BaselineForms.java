/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import static dev.helix.core.json.JsonForm.SMALL_NUMBER;
import static dev.helix.core.json.JsonForm.TEXT;
import static dev.helix.core.json.JsonForm.TEXTS;
import static dev.helix.core.json.ObjectForm.object;
import static dev.helix.core.json.ObjectForm.property;
import static dev.helix.core.json.ObjectForm.text;

import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.scope.ScopeDecision;
import dev.helix.api.scope.ScopeProposal;

/** The forms of what may be changed. */
final class BaselineForms {
    static final JsonForm<PathRules> RULES = ObjectForm.<PathRules>builder()
            .with("allow", TEXTS, PathRules::allow)
            .with("deny", TEXTS, PathRules::deny)
            .with("granted", TEXTS, PathRules::granted)
            .readAs(in ->
                    PathRules.of(in.get("allow", TEXTS), in.get("deny", TEXTS)).allowing(in.get("granted", TEXTS)));

    static final JsonForm<ScopeBaseline> BASELINE = ObjectForm.<ScopeBaseline>builder()
            .text("request", ScopeBaseline::request)
            .text("hash", ScopeBaseline::hash)
            .with("paths", RULES, ScopeBaseline::paths)
            .with("rulesInWords", TEXTS, ScopeBaseline::rulesInWords)
            .with("mentioned", TEXTS, ScopeBaseline::mentioned)
            .with("verification", JsonForm.list(TEXTS), ScopeBaseline::verification)
            .readAs(in -> ScopeBaseline.builder(in.text("request"), in.text("hash"))
                    .paths(in.get("paths", RULES))
                    .rulesInWords(in.get("rulesInWords", TEXTS))
                    .mentioned(in.get("mentioned", TEXTS))
                    .verification(in.get("verification", JsonForm.list(TEXTS)))
                    .build());

    static final JsonForm<ScopeProposal> PROPOSAL = object(
            property("number", SMALL_NUMBER, ScopeProposal::number),
            text("what", ScopeProposal::what),
            text("why", ScopeProposal::why),
            property("paths", TEXTS, ScopeProposal::paths),
            ScopeProposal::new);

    private static final JsonForm<ScopeDecision.Answer> ANSWER = JsonForm.constant(ScopeDecision.Answer.class);

    static final JsonForm<ScopeDecision> DECISION = ObjectForm.<ScopeDecision>builder()
            .with("answer", ANSWER, ScopeDecision::answer)
            .with("paths", TEXTS, ScopeDecision::paths)
            .optional("reason", TEXT, ScopeDecision::reason)
            .readAs(BaselineForms::decision);

    private BaselineForms() {}

    private static ScopeDecision decision(ObjectForm.Values in) {
        var paths = in.get("paths", TEXTS);
        ScopeDecision decision = switch (in.get("answer", ANSWER)) {
            case YES -> paths.isEmpty() ? ScopeDecision.yes() : ScopeDecision.yesFor(paths);
            case NO -> ScopeDecision.no();
            case DEFER -> ScopeDecision.defer();
        };
        return in.optional("reason", TEXT).map(decision::because).orElse(decision);
    }
}
