/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.InvalidRequestException;
import dev.helix.api.ModelCallId;
import dev.helix.api.SessionId;
import dev.helix.api.TaskId;
import dev.helix.api.manager.Criterion;
import dev.helix.api.manager.Delivery;
import dev.helix.api.manager.Evidence;
import dev.helix.api.manager.RepositoryDelivery;
import dev.helix.api.manager.TaskOutcome;
import dev.helix.api.manager.Verdict;
import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.Usage;
import dev.helix.api.scope.PathRules;
import dev.helix.api.scope.ScopeBaseline;
import dev.helix.api.session.CallEvents;
import dev.helix.api.session.DeliveryEvents;
import dev.helix.api.session.EventBody;
import dev.helix.api.session.SessionEvent;
import dev.helix.api.session.SessionEvents;
import dev.helix.api.worktree.BindingId;
import dev.helix.api.worktree.BindingInfo;
import dev.helix.api.worktree.CommitId;
import dev.helix.api.worktree.MergeOutcome;
import dev.helix.api.worktree.TreeId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiJsonTest {

    private static final SessionId SESSION = new SessionId("abc");
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final TreeId TREE = new TreeId("1".repeat(40));

    private static SessionEvent event(EventBody body) {
        return SessionEvent.builder(SESSION).sequence(7).at(AT).build(body);
    }

    private static String data(EventBody body) throws JsonSyntaxException {
        String line = ApiJson.write(event(body));
        assertThat(line).doesNotContain("\n");
        return Json.compact(Json.parse(line).get("data"));
    }

    @Test
    void anEventIsOneLineWithItsKindBesideItsData() {
        SessionEvent event = event(SessionEvents.MessageAdded.of(UserMessage.of("two\nlines")));

        assertThat(ApiJson.write(event))
                .isEqualTo("{\"v\":1,\"seq\":7,\"at\":\"2026-01-01T00:00:00Z\",\"session\":\"abc\",\"task\":null,"
                        + "\"agent\":{\"role\":\"CODER\",\"name\":\"coder\"},\"turn\":null,\"type\":\"MessageAdded\","
                        + "\"data\":{\"message\":{\"type\":\"UserMessage\","
                        + "\"content\":[{\"type\":\"Text\",\"text\":\"two\\nlines\"}]}}}");
    }

    @Test
    void messagesKeepAllTheirParts() throws JsonSyntaxException {
        AssistantMessage answer = new AssistantMessage(
                List.of(Text.of("ok"), ToolCall.of("c1", "read", "{\"path\":")), new Origin("e", "f", "m"));

        assertThat(data(SessionEvents.MessageAdded.of(answer)))
                .isEqualTo("{\"message\":{\"type\":\"AssistantMessage\",\"content\":["
                        + "{\"type\":\"Text\",\"text\":\"ok\"},"
                        + "{\"type\":\"ToolCall\",\"id\":\"c1\",\"name\":\"read\",\"arguments\":\"{\\\"path\\\":\"}],"
                        + "\"origin\":{\"endpoint\":\"e\",\"family\":\"f\",\"model\":\"m\"}}}");
        assertThat(data(SessionEvents.MessageAdded.of(ToolMessage.of("c1", "read", "no", true))))
                .isEqualTo("{\"message\":{\"type\":\"ToolMessage\",\"callId\":\"c1\",\"toolName\":\"read\","
                        + "\"content\":[{\"type\":\"Text\",\"text\":\"no\"}],\"error\":true}}");
    }

    @Test
    void idsPathsTimesAndOptionalsAreWrittenPlainly() throws JsonSyntaxException {
        BindingInfo binding = BindingInfo.builder(new BindingId("x-1"), SESSION)
                .repository(Path.of("/r"))
                .worktree(Path.of("/w"))
                .branch("b")
                .baseBranch("main")
                .base(new CommitId("2".repeat(40)))
                .title("do it")
                .build();

        assertThat(data(DeliveryEvents.WorktreeBound.of(binding)))
                .contains("\"repository\":\"/r\"")
                .contains("\"base\":\"" + "2".repeat(40) + "\"");
        assertThat(data(CallEvents.ModelCallFinished.of(
                        new ModelCallId(1), StopReason.END, Usage.NONE, Duration.ofMillis(1500))))
                .startsWith("{\"call\":1,\"stop\":\"END\",\"usage\":{\"inputTokens\":0")
                .endsWith("\"wallTime\":\"PT1.5S\"}");
    }

    @Test
    void aMergeOutcomeTellsItsKind() throws JsonSyntaxException {
        assertThat(data(DeliveryEvents.MergeAttempted.of(MergeOutcome.Conflict.of(List.of("a", "b")))))
                .isEqualTo("{\"outcome\":{\"type\":\"Conflict\",\"paths\":[\"a\",\"b\"]}}");
    }

    @Test
    void aTaskOutcomeCarriesTheWholeDelivery() throws JsonSyntaxException {
        ScopeBaseline baseline = ScopeBaseline.builder("do it", "h")
                .paths(PathRules.only("src/"))
                .build();
        Delivery delivery = Delivery.builder(new TaskId("abc"), SESSION, baseline)
                .repositories(List.of(RepositoryDelivery.builder(Path.of("/r"))
                        .verdicts(List.of(new Verdict(
                                Criterion.MERGED,
                                true,
                                "it is",
                                List.of(new Evidence("git", "log", Optional.of(TREE), AT)))))
                        .build()))
                .build();

        assertThat(Json.compact(ApiJson.tree(TaskOutcome.class, TaskOutcome.Delivered.of(delivery, "done"))))
                .startsWith(
                        "{\"outcome\":\"DELIVERED\",\"delivery\":{\"task\":\"abc\",\"session\":\"abc\",\"baseline\":{\"request\":\"do it\"")
                .contains("\"verdicts\":[{\"criterion\":\"MERGED\",\"proven\":true")
                .contains("\"tree\":\"" + TREE + "\"")
                .endsWith("\"explanation\":\"done\"}");
        assertThat(Json.parse(ApiJson.pretty(TaskOutcome.Delivered.of(delivery, "done")))
                        .get("outcome")
                        .asText())
                .isEqualTo("DELIVERED");
    }

    @Test
    void textWithoutAnEncodingNeverMakesInvalidJson() throws JsonSyntaxException {
        String line = data(DeliveryEvents.CompletionClaimed.of("a\ud83d\0b\u2028\ude00"));

        assertThat(Json.parse(line).get("summary").asText()).isEqualTo("a\uFFFD\0b\u2028\uFFFD");
    }

    private static final class KindOfTomorrow implements EventBody {}

    @Test
    void aKindWithoutAFormIsRefusedRatherThanGuessed() {
        assertThatThrownBy(() -> ApiJson.write(event(new KindOfTomorrow())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("KindOfTomorrow");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | property 'type' is missing",
                "{\"type\":\"KindOfTomorrow\"} | 'KindOfTomorrow' is no kind",
                "{\"type\":\"TurnStarted\"} | property 'model' is missing",
                "{\"type\":\"TurnStarted\",\"model\":7} | in 'model': expected a text",
            })
    void whatIsNoValueIsRefusedWithThePlace(String json, String complaint) throws JsonSyntaxException {
        JsonNode tree = Json.parse(json);

        assertThatThrownBy(() -> ApiJson.read(EventBody.class, tree))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void anEventOfALaterVersionIsRefused() throws JsonSyntaxException {
        JsonNode tree = Json.parse(ApiJson.write(event(DeliveryEvents.CompletionClaimed.of("done")))
                .replace("\"v\":1", "\"v\":2"));

        assertThatThrownBy(() -> ApiJson.read(SessionEvent.class, tree))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("it has version 2, this release reads 1");
    }
}
