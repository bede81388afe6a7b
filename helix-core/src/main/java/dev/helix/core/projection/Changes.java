/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.projection;

import dev.helix.api.projection.ProjectionReport;
import dev.helix.api.projection.ProjectionReport.Change;
import dev.helix.api.projection.ProjectionReport.Kind;
import java.util.ArrayList;
import java.util.List;

/** The report of a projection under construction. Confined to one thread. */
final class Changes {
    private final List<Change> changes = new ArrayList<>();

    void add(Kind kind, int message, String subject, String detail) {
        changes.add(new Change(kind, message, subject, detail));
    }

    ProjectionReport report() {
        return changes.isEmpty() ? ProjectionReport.UNCHANGED : new ProjectionReport(changes);
    }
}
