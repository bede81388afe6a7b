/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.models;

import dev.helix.api.model.ModelId;
import dev.helix.api.model.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the model calls of a conversation cost so far. A price that is not known is not taken for zero. */
final class Bill {
    private static final int DECIMALS = 6;

    private final Providers providers;
    private final Set<ModelId> unpriced = new LinkedHashSet<>();
    private BigDecimal sum = BigDecimal.ZERO;

    Bill(Providers providers) {
        this.providers = providers;
    }

    /**
     * Adds what a model was used for.
     *
     * @return the cost in words
     */
    String add(ModelId model, Usage usage) {
        Optional<BigDecimal> cost = providers.prices(model).flatMap(prices -> prices.cost(usage));
        if (cost.isEmpty()) {
            unpriced.add(model);
            return "unknown";
        }
        sum = sum.add(cost.get());
        return dollars(cost.get());
    }

    /** {@return the cost of everything in words, and whose part is not in it} */
    String total() {
        if (unpriced.isEmpty()) {
            return dollars(sum);
        }
        String missing = unpriced.stream().map(ModelId::toString).collect(Collectors.joining(", "));
        return "at least " + dollars(sum) + ", and what is unknown: " + missing;
    }

    private static String dollars(BigDecimal amount) {
        return "$" + amount.setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}
