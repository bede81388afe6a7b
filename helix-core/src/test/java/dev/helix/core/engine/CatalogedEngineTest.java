/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.helix.api.message.AssistantMessage;
import dev.helix.api.message.Origin;
import dev.helix.api.message.Text;
import dev.helix.api.message.UserMessage;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.Reasoning;
import dev.helix.api.model.Reasoning.Effort;
import dev.helix.api.model.StopReason;
import dev.helix.api.model.ToolChoice;
import dev.helix.api.model.Usage;
import dev.helix.api.projection.SystemPlacement;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.TargetRule;
import dev.helix.api.tool.ToolSpec;
import dev.helix.core.engine.ModelCapabilities.ReasoningKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogedEngineTest {
    private static final Reasoning THINK = Reasoning.effort(Reasoning.Effort.HIGH);

    private final Model model = new Model();
    private final ModelRequest request = ModelRequest.builder()
            .messages(List.of(UserMessage.of("a")))
            .tools(List.of(ToolSpec.of("look", "looks", "{}")))
            .maxOutputTokens(10_000)
            .reasoning(THINK)
            .build();

    private ModelRequest sent(Optional<ModelCapabilities> known) throws InterruptedException {
        ModelEngine engine = new CatalogedEngine(model, known);
        engine.generate(request, ModelListener.NONE);
        return model.requests.get(0);
    }

    @Test
    void aModelIsAskedForNothingThatItCannotDo() throws Exception {
        ModelCapabilities little = ModelCapabilities.builder()
                .tools(false)
                .maxOutputTokens(4_096)
                .windowTokens(8_192)
                .build();

        ModelRequest sent = sent(Optional.of(little));
        TargetProfile profile = new CatalogedEngine(model, Optional.of(little)).profile(request);

        assertThat(sent.tools()).isEmpty();
        assertThat(sent.maxOutputTokens()).isEqualTo(4_096);
        assertThat(sent.reasoning()).isEmpty();
        assertThat(profile.has(TargetRule.CALLS_AS_TEXT)).isTrue();
        assertThat(profile.userMedia()).containsExactly("text/*");
        assertThat(profile.resultMedia()).containsExactly("text/*");
        assertThat(profile.windowTokens()).hasValue(8_192);
    }

    @Test
    void settingsThatAModelRefusesAreLeftOut() throws Exception {
        ModelCapabilities stubborn = ModelCapabilities.builder()
                .instructions(false)
                .forcedTools(false)
                .temperature(false)
                .build();
        ModelEngine engine = new CatalogedEngine(model, Optional.of(stubborn));
        ModelRequest asked = request.toBuilder()
                .toolChoice(ToolChoice.named("look"))
                .temperature(0.5)
                .build();

        engine.generate(asked, ModelListener.NONE);

        assertThat(model.requests.get(0).toolChoice()).isEqualTo(ToolChoice.auto());
        assertThat(model.requests.get(0).temperature()).isEmpty();
        assertThat(engine.profile(asked).system()).isEqualTo(SystemPlacement.NEVER);
    }

    @ParameterizedTest(name = "{1} of a model that takes {0}")
    @CsvSource({
        "NONE, off, ''",
        "NONE, HIGH, ''",
        "BUDGET, off, off",
        "BUDGET, 3000, 3000 tokens",
        "BUDGET, 30000, 20000 tokens",
        "BUDGET, LOW, 4096 tokens",
        "BUDGET, MAX, 5000 tokens",
        "EFFORT, off, off",
        "EFFORT, MINIMAL, effort LOW",
        "EFFORT, MEDIUM, effort LOW",
        "EFFORT, 20000, effort HIGH",
        "EFFORT, MAX, effort HIGH",
    })
    void reasoningIsAskedForInTheFormTheModelTakes(ReasoningKind kind, String asked, String sent) throws Exception {
        ModelCapabilities known = ModelCapabilities.builder()
                .reasoning(kind)
                .largestBudget(20_000)
                .efforts(Set.of(Effort.LOW, Effort.HIGH))
                .build();

        new CatalogedEngine(model, Optional.of(known))
                .generate(request.toBuilder().reasoning(reasoning(asked)).build(), ModelListener.NONE);

        assertThat(model.requests.get(0).reasoning().map(Reasoning::toString).orElse(""))
                .isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({"BUDGET, ''", "EFFORT, effort LOW"})
    void aModelThatAlwaysThinksIsAskedForItsLeast(ReasoningKind kind, String sent) throws Exception {
        ModelCapabilities known =
                ModelCapabilities.builder().reasoning(kind).alwaysReasons(true).build();

        new CatalogedEngine(model, Optional.of(known))
                .generate(request.toBuilder().reasoning(Reasoning.off()).build(), ModelListener.NONE);

        assertThat(model.requests.get(0).reasoning().map(Reasoning::toString).orElse(""))
                .isEqualTo(sent);
    }

    private static Reasoning reasoning(String asked) {
        return asked.equals("off")
                ? Reasoning.off()
                : asked.matches("\\d+")
                        ? Reasoning.budget(Integer.parseInt(asked))
                        : Reasoning.effort(Effort.valueOf(asked));
    }

    @Test
    void aModelThatCanDoEverythingGetsTheRequestAsItIs() throws Exception {
        ModelCapabilities much = ModelCapabilities.builder()
                .images(true)
                .documents(true)
                .maxOutputTokens(100_000)
                .reasoning(ReasoningKind.EFFORT)
                .build();

        ModelRequest sent = sent(Optional.of(much));

        assertThat(sent.tools()).isEqualTo(request.tools());
        assertThat(sent.maxOutputTokens()).isEqualTo(10_000);
        assertThat(sent.reasoning()).contains(THINK);
        assertThat(new CatalogedEngine(model, Optional.of(much))
                        .profile(request)
                        .userMedia())
                .isEqualTo(model.profile(request).userMedia());
    }

    @Test
    void aModelNobodyKnowsIsTakenAtItsEnginesWordAndNotAskedToThink() throws Exception {
        ModelRequest sent = sent(Optional.empty());

        assertThat(sent.tools()).isEqualTo(request.tools());
        assertThat(sent.reasoning()).isEmpty();
        assertThat(new CatalogedEngine(model, Optional.empty()).profile(request).userMedia())
                .isEqualTo(model.profile(request).userMedia());
    }

    /** A model that keeps what reaches it. */
    private static final class Model implements ModelEngine {
        private final List<ModelRequest> requests = new ArrayList<>();

        @Override
        public Origin origin() {
            return new Origin("test", "test", "m");
        }

        @Override
        public ModelReply generate(ModelRequest request, ModelListener listener) {
            requests.add(request);
            return ModelReply.of(new AssistantMessage(List.of(Text.of("hi")), origin()), StopReason.END, Usage.NONE);
        }
    }
}
