/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.engine;

import static java.util.Objects.requireNonNull;

import dev.helix.api.message.Origin;
import dev.helix.api.model.EngineEndpoint;
import dev.helix.api.model.ModelEngine;
import dev.helix.api.model.ModelListener;
import dev.helix.api.model.ModelReply;
import dev.helix.api.model.ModelRequest;
import dev.helix.api.model.ToolChoice;
import dev.helix.api.projection.SystemPlacement;
import dev.helix.api.projection.TargetProfile;
import dev.helix.api.projection.TargetRule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An engine that asks of a model only what the catalogue says it can do: no tools, images or documents for one that takes
 * none, no longer answers than it gives, and reasoning only where it can be asked for and in the form it takes.
 * Thread-safe.
 */
public final class CatalogedEngine implements ModelEngine {
    private final ModelEngine inner;
    private final Optional<ModelCapabilities> known;

    /**
     * Decorates an engine.
     *
     * @param inner the engine of one model
     * @param known what the model can do, empty when that is not known
     */
    public CatalogedEngine(ModelEngine inner, Optional<ModelCapabilities> known) {
        this.inner = requireNonNull(inner, "inner");
        this.known = requireNonNull(known, "known");
    }

    @Override
    public Origin origin() {
        return inner.origin();
    }

    @Override
    public EngineEndpoint endpoint() {
        return inner.endpoint();
    }

    @Override
    public TargetProfile profile(ModelRequest request) {
        TargetProfile profile = inner.profile(fitted(request));
        return known.map(model -> narrowed(profile, model)).orElse(profile);
    }

    @Override
    public ModelReply generate(ModelRequest request, ModelListener listener) throws InterruptedException {
        requireNonNull(listener, "listener");
        return inner.generate(fitted(request), listener);
    }

    private ModelRequest fitted(ModelRequest request) {
        ModelRequest.Builder fitted = requireNonNull(request, "request").toBuilder();
        known.ifPresent(model -> {
            model.maxOutputTokens()
                    .ifPresent(most -> fitted.maxOutputTokens(Math.min(most, request.maxOutputTokens())));
            if (!model.tools()) {
                fitted.tools(List.of());
            }
            boolean forced = request.toolChoice().kind() != ToolChoice.Kind.NONE;
            if (forced && !(model.tools() && model.forcedTools())) {
                fitted.toolChoice(ToolChoice.auto());
            }
            if (!model.temperature()) {
                fitted.temperature(OptionalDouble.empty());
            }
        });
        int maxOutputTokens = fitted.build().maxOutputTokens();
        fitted.reasoning(
                known.flatMap(model -> request.reasoning().flatMap(asked -> model.reasoning(asked, maxOutputTokens))));
        return fitted.build();
    }

    private static TargetProfile narrowed(TargetProfile profile, ModelCapabilities model) {
        Predicate<String> readable =
                type -> type.startsWith("image/") ? model.images() : type.startsWith("text/") || model.documents();
        TargetProfile.Builder narrowed = profile.toBuilder()
                .userMedia(only(profile.userMedia(), readable))
                .resultMedia(only(profile.resultMedia(), readable));
        if (!model.tools()) {
            narrowed.with(TargetRule.CALLS_AS_TEXT);
        }
        if (!model.instructions()) {
            narrowed.system(SystemPlacement.NEVER);
        }
        if (profile.windowTokens().isEmpty()) {
            model.windowTokens().ifPresent(narrowed::windowTokens);
        }
        return narrowed.build();
    }

    private static Set<String> only(Set<String> types, Predicate<String> readable) {
        return types.stream().filter(readable).collect(Collectors.toSet());
    }
}
