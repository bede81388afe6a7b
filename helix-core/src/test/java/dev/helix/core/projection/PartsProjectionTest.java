/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import static dev.helix.core.projection.Checked.TARGETS;
import static dev.helix.core.projection.Checked.project;
import static dev.helix.core.projection.Histories.call;
import static dev.helix.core.projection.Histories.calls;
import static dev.helix.core.projection.Histories.message;
import static dev.helix.core.projection.Histories.png;
import static dev.helix.core.projection.Histories.result;
import static dev.helix.core.projection.Histories.shortForm;
import static dev.helix.core.projection.Histories.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.message.Document;
import dev.helix.api.message.Image;
import dev.helix.api.message.Message;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.projection.ProjectionReport.Change;
import dev.helix.api.projection.ProjectionReport.Kind;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.tool.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartsProjectionTest {
    private static final TargetProfile ANTHROPIC = TARGETS.get("anthropic");
    private static final TargetProfile CHAT = TARGETS.get("openai chat");

    private static String arguments(String target, String written) {
        ToolCall call = ToolCall.of("abcdefghi", "grep", written);
        List<Message> sent = project(TARGETS.get(target), user("one"), message(call), result("abcdefghi"))
                .messages();
        return Checked.calls(sent).get(0).arguments();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "gemini", "ollama"})
    void cutArgumentsBecomeAnEmptyObjectWhereOneIsDemanded(String target) {
        assertThat(arguments(target, "{\"a\":")).isEqualTo("{}");
    }

    @Test
    void cutArgumentsStayWhereAnyTextIsAccepted() {
        assertThat(arguments("openai chat", "{\"a\":")).isEqualTo("{\"a\":");
    }

    @Test
    void aCutCallThatNobodyAnsweredGetsAnErrorResult() {
        List<Message> sent = project(ANTHROPIC, user("one"), message(ToolCall.of("a", "grep", "{\"a\":")))
                .messages();

        assertThat(Checked.results(sent).get(0).error()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null"})
    void missingArgumentsBecomeAnEmptyObject(String written) {
        assertThat(arguments("anthropic", written)).isEqualTo("{}");
        assertThat(arguments("openai chat", written)).isEqualTo("{}");
    }

    @Test
    void argumentsThatAreNoObjectAreWrappedInOne() {
        assertThat(arguments("anthropic", "[1]")).isEqualTo("{\"value\":[1]}");
        assertThat(arguments("gemini", "7")).isEqualTo("{\"value\":7}");
    }

    @Test
    void halfACharacterHiddenInArgumentsIsReplaced() {
        assertThat(arguments("anthropic", "{\"a\":\"\\ud800\"}")).isEqualTo("{\"a\":\"\uFFFD\"}");
    }

    @Test
    void argumentsOfAnObjectAreSentAsTheModelWroteThem() {
        assertThat(arguments("anthropic", "{ \"b\": 1.50,  \"a\": \"\\u00e9\" }"))
                .isEqualTo("{ \"b\": 1.50,  \"a\": \"\\u00e9\" }");
    }

    @ParameterizedTest
    @MethodSource("allTargets")
    void aFailedResultStaysAFailureAndSaysSomething(String target) {
        List<Message> sent = project(
                        TARGETS.get(target),
                        user("one"),
                        calls("abcdefghi"),
                        ToolMessage.of("abcdefghi", "grep", List.of(), true))
                .messages();

        assertThat(sent.toString()).contains("failed");
        assertThat(Checked.results(sent))
                .allMatch(ToolMessage::error)
                .noneMatch(failed -> failed.text().isEmpty());
    }

    static Stream<String> allTargets() {
        return TARGETS.keySet().stream();
    }

    @Test
    void anImageInAResultStaysWhereResultsHoldImages() {
        ToolMessage seen = ToolMessage.of("a", "grep", List.of(Text.of("look"), png(1, 1)), false);

        assertThat(project(ANTHROPIC, user("one"), calls("a"), seen).messages().get(2))
                .isSameAs(seen);
        assertThat(project(TARGETS.get("gemini 3"), user("one"), calls("a"), seen)
                        .messages()
                        .get(2))
                .isSameAs(seen);
    }

    @Test
    void imagesOfResultsFollowInOneUserMessageBehindAllOfThemElsewhere() {
        ToolMessage seen = ToolMessage.of("a", "grep", List.of(Text.of("look"), png(1, 1)), false);

        List<Message> sent = project(CHAT, user("one"), calls("a", "b"), seen, result("b"), user("two"))
                .messages();

        assertThat(shortForm(sent))
                .containsExactly(
                        "user: one",
                        "model: [a] [b]",
                        "a returned",
                        "b returned",
                        "user: [an image of type image/png that the tool grep returned]|(image/png)",
                        "user: two");
        assertThat(sent.get(2).text()).startsWith("look\n");
    }

    @Test
    void anImageForAModelThatSeesNoneIsNamed() {
        assertThat(shortForm(project(TARGETS.get("deepseek"), user(Text.of("look"), png(1, 1)))
                        .messages()))
                .containsExactly("user: look|[an image of type image/png was left out: this model does not read it]");
    }

    @Test
    void aDocumentForAModelThatReadsNoneIsNamed() {
        Document document = Document.of("bill.pdf", "application/pdf", "AA==");

        ProjectedHistory projected = project(TARGETS.get("ollama"), user(document));

        assertThat(projected.messages().get(0).text()).contains("bill.pdf");
        assertThat(projected.report().of(Kind.MEDIA_DROPPED))
                .extracting(Change::subject)
                .containsExactly("application/pdf");
        assertThat(project(ANTHROPIC, user(document)).messages()).containsExactly(user(document));
    }

    @Test
    void aDocumentOfTextIsWrittenOutForAModelThatReadsNoDocuments() {
        Document document = Document.of("notes.md", "text/markdown", "aGVsbG8=");

        assertThat(project(ANTHROPIC, user(document)).messages()).containsExactly(user(document));
        assertThat(shortForm(project(CHAT, user(document)).messages()))
                .containsExactly("user: [the document notes.md of type text/markdown]\nhello");
    }

    @Test
    void anImageInAFailedResultFollowsInAUserMessageWhereErrorsAreText() {
        ToolMessage failed = ToolMessage.of("a", "grep", List.of(Text.of("no"), png(1, 1)), true);

        assertThat(shortForm(project(ANTHROPIC, user("one"), calls("a"), failed).messages()))
                .containsExactly(
                        "user: one",
                        "model: [a]",
                        "a failed",
                        "user: [an image of type image/png that the tool grep returned]|(image/png)");
    }

    private static List<Message> images(int count, int side) {
        List<Message> history = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            history.add(user(Text.of("look " + i), png(side, 10)));
        }
        return history;
    }

    private static long imagesIn(List<Message> messages) {
        return messages.stream()
                .flatMap(message -> ((UserMessage) message).content().stream())
                .filter(Image.class::isInstance)
                .count();
    }

    @Test
    void manyLargeImagesAreFlaggedByTheValidator() {
        assertThat(new HistoryValidator(ANTHROPIC).violations(images(25, 3000)))
                .extracting(Violation::rule)
                .contains("image-side");
        assertThat(new HistoryValidator(ANTHROPIC).violations(images(20, 3000))).isEmpty();
    }

    @Test
    void manyLargeImagesAreMadeSmallerByTheHost() {
        List<Integer> sides = new ArrayList<>();
        HistoryProjector projector = HistoryProjector.of(ANTHROPIC).withImageReducer((image, side, chars) -> {
            sides.add(side);
            return Optional.of(png(side, 10));
        });

        ProjectedHistory projected = projector.project(images(25, 3000), List.of());

        assertThat(sides).hasSize(25).containsOnly(2000);
        assertThat(imagesIn(projected.messages())).isEqualTo(25);
        assertThat(new HistoryValidator(ANTHROPIC).violations(projected.messages()))
                .isEmpty();
    }

    @Test
    void manyLargeImagesAreLeftOutWhenNobodyMakesThemSmaller() {
        assertThat(imagesIn(project(ANTHROPIC, images(25, 3000)).messages())).isZero();
        assertThat(imagesIn(project(ANTHROPIC, images(20, 3000)).messages())).isEqualTo(20);
    }

    @Test
    void theOldestImagesBeyondTheCountAreLeftOut() {
        List<Message> sent = project(ANTHROPIC, images(103, 10)).messages();

        assertThat(imagesIn(sent)).isEqualTo(100);
        assertThat(imagesIn(sent.subList(0, 3))).isZero();
    }

    @Test
    void theToolsThatAHistoryCallsAreKnownByTheirNames() {
        ProjectedHistory projected = project(
                ANTHROPIC, user("one"), message(call("a"), ToolCall.of("b", "mcp.server/x", "{}")), result("a"));

        assertThat(projected.calledTools()).hasSize(2).contains("grep");
        assertThat(projected.calledTools())
                .allMatch(name -> ANTHROPIC.toolNames().accepts(name));
    }

    @Test
    void aModelWithoutToolsReadsCallsAndResultsAsText() {
        assertThat(shortForm(project(TARGETS.get("transcript"), user("one"), calls("a"), result("a"), user("two"))
                        .messages()))
                .containsExactly(
                        "user: one",
                        "model: [called the tool grep with {}]",
                        "user: [the tool grep returned]|result of a|two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "gemini", "openai chat", "mistral"})
    void aToolNameThatIsNotAcceptedIsReplacedAndCanBeTurnedBack(String target) {
        ToolCall first = ToolCall.of("abcdefghi", "mcp.server/x y", "{}");
        ToolCall second = ToolCall.of("abcdefghj", "mcp.server/x_y", "{}");

        ProjectedHistory projected = project(TARGETS.get(target), user("one"), message(first, second));

        List<String> names =
                Checked.calls(projected.messages()).stream().map(ToolCall::name).toList();
        assertThat(names)
                .doesNotHaveDuplicates()
                .allMatch(name -> TARGETS.get(target).toolNames().accepts(name));
        assertThat(names).extracting(projected::nameInSession).containsExactly("mcp.server/x y", "mcp.server/x_y");
        assertThat(projected.nameForModel("mcp.server/x y")).isEqualTo(names.get(0));
    }

    @Test
    void theNameOfAToolOnOfferComesBeforeAReplacement() {
        String replacement = project(ANTHROPIC, user("one"), message(ToolCall.of("a", "x y", "{}")))
                .nameForModel("x y");

        ProjectedHistory projected = HistoryProjector.of(ANTHROPIC)
                .project(
                        List.of(user("one"), message(ToolCall.of("a", "x y", "{}"))),
                        List.of(ToolSpec.of(replacement, "", "{}")));

        assertThat(projected.nameForModel(replacement)).isEqualTo(replacement);
        assertThat(projected.nameForModel("x y")).isNotEqualTo(replacement);
        assertThat(projected.nameInSession(replacement)).isEqualTo(replacement);
    }

    @Test
    void aSchemaIsReducedToWhatTheModelTakesAndTheReportNamesWhatWasLeftOut() {
        ToolSpec plain = ToolSpec.of("plain", "", "{\"type\":\"object\",\"properties\":{\"not\":{\"enum\":[1]}}}");
        ToolSpec choice = ToolSpec.of(
                "choice",
                "d",
                "{\"$schema\":\"s\",\"anyOf\":[{}],\"not\":{},\"properties\":{\"anyOf\":{\"$schema\":\"s\",\"oneOf\":[]}}}");
        ToolSpec broken = ToolSpec.of("broken", "", "{anyOf $schema");

        ProjectedHistory openAi = HistoryProjector.of(TARGETS.get("openai responses"))
                .project(List.of(user("one")), List.of(plain, choice, broken));
        ProjectedHistory gemini = HistoryProjector.of(TARGETS.get("gemini"))
                .project(List.of(user("one")), List.of(plain, choice, broken));

        assertThat(openAi.tools()).hasSize(3).contains(plain, broken);
        assertThat(openAi.tools().get(0)).isSameAs(plain);
        assertThat(openAi.tools().get(1))
                .isEqualTo(ToolSpec.of(
                        "choice",
                        "d",
                        "{\"$schema\":\"s\",\"properties\":{\"anyOf\":{\"$schema\":\"s\",\"oneOf\":[]}}}"));
        assertThat(openAi.report().changes())
                .containsExactly(new Change(Kind.SCHEMA_REDUCED, -1, "choice", "anyOf, not"));
        assertThat(gemini.tools().get(1).inputSchema())
                .isEqualTo("{\"anyOf\":[{}],\"not\":{},\"properties\":{\"anyOf\":{\"oneOf\":[]}}}");
        assertThat(gemini.report().changes()).containsExactly(new Change(Kind.SCHEMA_REDUCED, -1, "choice", "$schema"));
        assertThat(HistoryProjector.of(TARGETS.get("gemini"))
                        .project(gemini.messages(), gemini.tools())
                        .report()
                        .isUnchanged())
                .isTrue();
    }

    @Test
    void aToolOnOfferWhoseNameIsNotAcceptedGetsAnother() {
        ProjectedHistory projected = HistoryProjector.of(TARGETS.get("gemini"))
                .project(List.of(user("one")), List.of(ToolSpec.of("1st", "", "{}")));

        assertThat(TARGETS.get("gemini").toolNames().accepts(projected.nameForModel("1st")))
                .isTrue();
        assertThat(projected.nameInSession(projected.nameForModel("1st"))).isEqualTo("1st");
    }

    @Test
    void halfACharacterAndNulInTheOutputOfAToolAreReplacedAndReported() {
        ToolMessage broken = ToolMessage.of("a", "grep", "x\uD83Dy\0", false);

        ProjectedHistory projected = project(ANTHROPIC, user("one"), calls("a"), broken);

        assertThat(projected.messages().get(2).text()).isEqualTo("x\uFFFDy\uFFFD");
        assertThat(projected.report().of(Kind.TEXT_CLEANED))
                .extracting(Change::detail)
                .first()
                .asString()
                .contains("4");
    }

    @Test
    void aWholeCharacterOfTwoHalvesStays() {
        assertThat(shortForm(project(ANTHROPIC, user("🚀")).messages())).containsExactly("user: 🚀");
    }
}
