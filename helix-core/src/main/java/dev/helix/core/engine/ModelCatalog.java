/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.engine;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.helix.api.model.Reasoning.Effort;
import dev.helix.core.engine.ModelCapabilities.ReasoningKind;
import dev.helix.core.json.Json;
import dev.helix.core.json.JsonSyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * A catalogue of known models: what each can do and what it costs, by vendor and name. Immutable.
 *
 * <p>An entry is for one name, or for every name that begins as it does when it ends in {@code *}; the entry that says
 * most about a name counts. A host adds models of its own, or corrects an entry by one with the same pattern:
 *
 * <pre>{@code
 * ModelCatalog models = ModelCatalog.standard().toBuilder()
 *         .model("ollama", "our-coder*", ModelCapabilities.builder().windowTokens(32_768).build())
 *         .build();
 * }</pre>
 *
 * <p>What a catalogue says only narrows what an engine says of itself. Of a model that it does not know it says nothing:
 * the engine's own profile holds, and the model is not asked to think. Prices have patterns of their own, since the models
 * of a family share what they can do, but not what they cost.
 */
public final class ModelCatalog {
    private static final String RESOURCE = "models.json";
    private static final String REST = "*";

    private final Map<String, Map<String, ModelCapabilities>> models;
    private final Map<String, Map<String, ModelPrices>> prices;

    private ModelCatalog(Builder builder) {
        this.models = copy(builder.models);
        this.prices = copy(builder.prices);
    }

    private static <V> Map<String, Map<String, V>> copy(Map<String, Map<String, V>> vendors) {
        Map<String, Map<String, V>> copy = new LinkedHashMap<>();
        vendors.forEach((vendor, entries) -> copy.put(vendor, Map.copyOf(entries)));
        return Map.copyOf(copy);
    }

    /** Reads the catalogue that comes with the library, {@code models.json} beside this class. */
    public static ModelCatalog standard() {
        Builder builder = builder();
        JsonNode file = resource();
        for (JsonNode model : file.path("models")) {
            builder.model(model.path("vendor").asText(), model.path("pattern").asText(), capabilities(model));
        }
        for (JsonNode model : file.path("prices")) {
            builder.prices(model.path("vendor").asText(), model.path("pattern").asText(), prices(model));
        }
        return builder.build();
    }

    /** Starts a catalogue without models. */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return a builder that holds the models of this catalogue, confined to one thread} */
    public Builder toBuilder() {
        Builder builder = builder();
        models.forEach((vendor, entries) ->
                entries.forEach((pattern, capabilities) -> builder.model(vendor, pattern, capabilities)));
        prices.forEach(
                (vendor, entries) -> entries.forEach((pattern, price) -> builder.prices(vendor, pattern, price)));
        return builder;
    }

    /** {@return what a vendor's model can do, its name in any case; empty when the catalogue does not know it} */
    public Optional<ModelCapabilities> find(String vendor, String name) {
        return find(models, vendor, name);
    }

    /** {@return what a vendor's model costs, its name in any case; empty when the catalogue does not know it} */
    public Optional<ModelPrices> prices(String vendor, String name) {
        return find(prices, vendor, name);
    }

    private static <V> Optional<V> find(Map<String, Map<String, V>> vendors, String vendor, String name) {
        Map<String, V> entries = vendors.getOrDefault(requireNonNull(vendor, "vendor"), Map.of());
        String key = requireNonNull(name, "name").toLowerCase(Locale.ROOT);
        Optional<V> best = Optional.ofNullable(entries.get(key));
        for (int end = key.length(); best.isEmpty() && end >= 0; end--) {
            best = Optional.ofNullable(entries.get(key.substring(0, end) + REST));
        }
        return best;
    }

    /** {@return whether the catalogue has models of a vendor} */
    public boolean knows(String vendor) {
        return models.containsKey(requireNonNull(vendor, "vendor"));
    }

    @Override
    public String toString() {
        return "ModelCatalog[" + models.values().stream().mapToInt(Map::size).sum() + " entries]";
    }

    private static JsonNode resource() {
        try (InputStream file = requireNonNull(ModelCatalog.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return Json.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the catalogue of models cannot be read", e);
        } catch (JsonSyntaxException e) {
            throw new IllegalStateException("the catalogue of models is damaged", e);
        }
    }

    private static ModelCapabilities capabilities(JsonNode model) {
        ModelCapabilities.Builder builder = ModelCapabilities.builder()
                .instructions(model.path("instructions").asBoolean(true))
                .tools(model.path("tools").asBoolean(true))
                .forcedTools(model.path("forcedTools").asBoolean(true))
                .images(model.path("images").asBoolean())
                .documents(model.path("documents").asBoolean())
                .temperature(model.path("temperature").asBoolean(true))
                .reasoning(ReasoningKind.valueOf(model.path("reasoning").asText(ReasoningKind.NONE.name())))
                .alwaysReasons(model.path("alwaysReasons").asBoolean())
                .source(model.path("source").asText());
        number(model, "windowTokens", builder::windowTokens);
        number(model, "maxOutputTokens", builder::maxOutputTokens);
        number(model, "largestBudget", builder::largestBudget);
        if (model.has("efforts")) {
            List<Effort> efforts = new ArrayList<>();
            model.path("efforts").forEach(effort -> efforts.add(Effort.valueOf(effort.asText())));
            builder.efforts(efforts);
        }
        return builder.build();
    }

    private static ModelPrices prices(JsonNode model) {
        ModelPrices.Builder builder = ModelPrices.builder(dollars(model, "input"), dollars(model, "output"))
                .source(model.path("source").asText())
                .asOf(LocalDate.parse(model.path("asOf").asText()));
        if (model.has("cacheRead")) {
            builder.cacheRead(dollars(model, "cacheRead"));
        }
        if (model.has("cacheWrite")) {
            builder.cacheWrite(dollars(model, "cacheWrite"));
        }
        return builder.build();
    }

    /** {@return an amount, which is written as text since binary fractions hold none exactly} */
    private static BigDecimal dollars(JsonNode model, String name) {
        return new BigDecimal(model.path(name).asText());
    }

    private static void number(JsonNode model, String name, IntConsumer setting) {
        if (model.has(name)) {
            setting.accept(model.path(name).asInt());
        }
    }

    /** A builder of catalogues. Confined to one thread. */
    public static final class Builder {
        private final Map<String, Map<String, ModelCapabilities>> models = new LinkedHashMap<>();
        private final Map<String, Map<String, ModelPrices>> prices = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Adds a model, or replaces what is said of it.
         *
         * @param vendor whose model it is
         * @param pattern the vendor's name of it, or the beginning of names followed by {@code *}; not blank
         * @param capabilities what it can do
         * @throws IllegalArgumentException if vendor or pattern is blank, or a star stands elsewhere
         */
        public Builder model(String vendor, String pattern, ModelCapabilities capabilities) {
            add(models, vendor, pattern, requireNonNull(capabilities, "capabilities"));
            return this;
        }

        /**
         * Adds what a model costs, or replaces what is said of it.
         *
         * @param vendor whose model it is
         * @param pattern the vendor's name of it, or the beginning of names followed by {@code *}; not blank
         * @param prices its prices
         * @return this builder
         * @throws IllegalArgumentException if vendor or pattern is blank, or a star stands elsewhere
         */
        public Builder prices(String vendor, String pattern, ModelPrices prices) {
            add(this.prices, vendor, pattern, requireNonNull(prices, "prices"));
            return this;
        }

        private static <V> void add(Map<String, Map<String, V>> vendors, String vendor, String pattern, V entry) {
            int star = requireNonNull(pattern, "pattern").indexOf(REST);
            if (requireNonNull(vendor, "vendor").isBlank()
                    || pattern.isBlank()
                    || (star >= 0 && star != pattern.length() - 1)) {
                throw new IllegalArgumentException("an entry of a catalogue needs a vendor and a name, which may end in"
                        + " one *; these were '" + vendor + "' and '" + pattern + "'");
            }
            vendors.computeIfAbsent(vendor, key -> new LinkedHashMap<>()).put(pattern.toLowerCase(Locale.ROOT), entry);
        }

        /** {@return the catalogue} */
        public ModelCatalog build() {
            return new ModelCatalog(this);
        }
    }
}
