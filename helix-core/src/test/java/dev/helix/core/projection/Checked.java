/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Content;
import dev.helix.api.message.Message;
import dev.helix.api.message.StructuredData;
import dev.helix.api.message.SystemMessage;
import dev.helix.api.message.Text;
import dev.helix.api.message.ToolCall;
import dev.helix.api.message.ToolMessage;
import dev.helix.api.message.UserMessage;
import dev.helix.api.projection.SystemPlacement;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.TargetRule;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A projection that is held to everything that must hold of every projection. */
final class Checked {
    static final Map<String, TargetProfile> TARGETS = targets();

    private Checked() {}

    private static Map<String, TargetProfile> targets() {
        Map<String, TargetProfile> targets = new TreeMap<>();
        TargetProfile anthropic = TargetProfiles.anthropicMessages(Histories.SELF);
        targets.put("anthropic", anthropic);
        targets.put(
                "anthropic with prefill",
                anthropic.toBuilder()
                        .without(TargetRule.USER_LAST)
                        .with(TargetRule.NO_TRAILING_SPACE)
                        .build());
        targets.put(
                "thinking by budget",
                anthropic.toBuilder().with(TargetRule.REASONING_STARTS_LOOP).build());
        targets.put(
                "instructions in place",
                anthropic.toBuilder().system(SystemPlacement.AFTER_USER).build());
        targets.put(
                "without instructions",
                TargetProfiles.openAiChat(Histories.SELF).toBuilder()
                        .system(SystemPlacement.NEVER)
                        .build());
        targets.put("openai chat", TargetProfiles.openAiChat(Histories.SELF));
        targets.put("compatible", TargetProfiles.compatibleChat(Histories.SELF));
        targets.put("mistral", TargetProfiles.mistralChat(Histories.SELF));
        targets.put("deepseek", TargetProfiles.deepSeekChat(Histories.SELF));
        targets.put("openai responses", TargetProfiles.openAiResponses(Histories.SELF));
        targets.put("gemini", TargetProfiles.gemini(Histories.SELF));
        targets.put("gemini 3", TargetProfiles.gemini3(Histories.SELF));
        targets.put("ollama", TargetProfiles.ollama(Histories.SELF));
        targets.put("transcript", TargetProfiles.transcript(Histories.SELF));
        return targets;
    }

    static ProjectedHistory project(TargetProfile profile, Message... history) {
        return project(profile, List.of(history));
    }

    static ProjectedHistory project(TargetProfile profile, List<Message> history) {
        HistoryProjector projector = HistoryProjector.of(profile);
        ProjectedHistory projected = projector.project(history, List.of());
        List<Message> sent = projected.messages();

        assertThat(violations(profile, projected)).as("violations").isEmpty();
        assertThat(sent)
                .as("no blank text is sent")
                .allMatch(message ->
                        texts(message).size() == visible(texts(message)).size());
        assertThat(isSubsequence(userTexts(history), userTexts(sent)))
                .as(() -> "what the user said is still said, in order: " + Histories.shortForm(sent))
                .isTrue();
        assertThat(isSubsequence(modelTexts(history), modelTexts(sent)))
                .as(() -> "what the model said is still said, in order: " + Histories.shortForm(sent))
                .isTrue();
        ProjectedHistory again = projector.project(sent, List.of());
        assertThat(again.messages()).as("projected again").isSameAs(sent);
        assertThat(again.report().changes()).as("changes of the second run").isEmpty();
        assertThat(projector.project(history, List.of()).messages().equals(sent))
                .as("same input, same output")
                .isTrue();
        callsStay(profile, history, sent);
        namesCanBeTurnedBack(profile, history, projected);
        systemTextsStay(history, sent);
        nothingUnchangedIsReported(history, projected);
        return projected;
    }

    /** A model that cannot go on with reasoning is not asked to, so that the rule about it falls away. */
    static List<Violation> violations(TargetProfile profile, ProjectedHistory projected) {
        TargetProfile asked = projected.mayReason()
                ? profile
                : profile.toBuilder().without(TargetRule.REASONING_STARTS_LOOP).build();
        return new HistoryValidator(asked).violations(projected.messages());
    }

    private static List<Content> texts(Message message) {
        List<Content> content = message instanceof AssistantMessage assistant
                ? assistant.content()
                : message instanceof UserMessage user
                        ? user.content()
                        : message instanceof ToolMessage result ? result.content() : List.of();
        return content.stream()
                .filter(part -> part instanceof Text || part instanceof StructuredData)
                .toList();
    }

    private static void callsStay(TargetProfile profile, List<Message> history, List<Message> sent) {
        if (profile.has(TargetRule.CALLS_AS_TEXT)) {
            return;
        }
        List<String> ids = calls(sent).stream().map(ToolCall::id).toList();
        assertThat(ids).as("ids").hasSize(calls(history).size()).doesNotHaveDuplicates();
        assertThat(results(sent)).extracting(ToolMessage::callId).isEqualTo(ids);
    }

    private static void namesCanBeTurnedBack(TargetProfile profile, List<Message> history, ProjectedHistory projected) {
        if (!profile.has(TargetRule.CALLS_AS_TEXT)) {
            assertThat(calls(projected.messages()).stream()
                            .map(call -> projected.nameInSession(call.name()))
                            .sorted()
                            .toList())
                    .as("names turned back")
                    .isEqualTo(
                            calls(history).stream().map(ToolCall::name).sorted().toList());
        }
    }

    private static void systemTextsStay(List<Message> history, List<Message> sent) {
        List<String> texts = sent.stream().map(Message::text).toList();
        history.stream()
                .filter(SystemMessage.class::isInstance)
                .flatMap(message -> visible(List.of(Text.of(message.text()))).stream())
                .forEach(said -> assertThat(texts).anyMatch(text -> text.contains(said)));
    }

    private static void nothingUnchangedIsReported(List<Message> history, ProjectedHistory projected) {
        assertThat(projected.report().isUnchanged())
                .as(() -> "the report is empty exactly when nothing changed: " + projected.report())
                .isEqualTo(projected.messages().equals(history));
    }

    static List<ToolCall> calls(List<Message> messages) {
        return messages.stream()
                .filter(AssistantMessage.class::isInstance)
                .flatMap(message -> ((AssistantMessage) message).calls().stream())
                .toList();
    }

    static List<ToolMessage> results(List<Message> messages) {
        return messages.stream()
                .filter(ToolMessage.class::isInstance)
                .map(ToolMessage.class::cast)
                .toList();
    }

    /** {@return every visible text of users and of misplaced system messages, cleaned, without the tags of the latter} */
    private static List<String> userTexts(List<Message> messages) {
        List<String> texts = new ArrayList<>();
        for (Message message : messages) {
            if (message instanceof UserMessage user) {
                texts.addAll(visible(user.content()));
            }
        }
        return texts;
    }

    private static List<String> modelTexts(List<Message> messages) {
        List<String> texts = new ArrayList<>();
        for (Message message : messages) {
            if (message instanceof AssistantMessage assistant) {
                texts.addAll(visible(assistant.content()));
            }
        }
        return texts;
    }

    private static List<String> visible(List<Content> parts) {
        UnaryOperator<String> clean = text -> text.replace('\0', '\uFFFD')
                .replaceAll("(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])", "\uFFFD");
        return parts.stream()
                .filter(part -> part instanceof Text || part instanceof StructuredData)
                .map(Content::asText)
                .map(clean)
                .map(String::stripTrailing)
                .filter(text -> !text.replaceAll("[\\p{IsWhite_Space}\\p{javaWhitespace}]", "")
                        .isEmpty())
                .toList();
    }

    private static boolean isSubsequence(List<String> part, List<String> whole) {
        Iterator<String> rest = whole.iterator();
        return part.stream().allMatch(wanted -> {
            while (rest.hasNext()) {
                if (rest.next().equals(wanted)) {
                    return true;
                }
            }
            return false;
        });
    }
}
