/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core;

import static java.util.Objects.requireNonNull;

import dev.helix.api.manager.TaskOutcome;
import dev.helix.core.json.ApiJson;

/** A utility method that writes a task's outcome for machines. Pure function. */
public final class DeliveryReport {
    private DeliveryReport() {}

    /**
     * Writes the whole outcome with its delivery: baseline, verdicts with evidence, merge, decisions and costs.
     *
     * @return indented JSON text; an object with {@code outcome}, {@code explanation} and {@code delivery}
     */
    public static String toJson(TaskOutcome outcome) {
        return ApiJson.pretty(requireNonNull(outcome, "outcome"));
    }
}
