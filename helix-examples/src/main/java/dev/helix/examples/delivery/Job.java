/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import dev.helix.api.HelixHome;
import dev.helix.api.manager.TaskRequest;
import java.nio.file.Path;

/**
 * One task with everything it needs except the model.
 *
 * @param request what is to be done, where, and how it is proven
 * @param repository the checkout to work on
 * @param home the Helix home
 * @param sample whether the repository was laid out for this run alone
 */
record Job(TaskRequest request, Path repository, HelixHome home, boolean sample) {}
