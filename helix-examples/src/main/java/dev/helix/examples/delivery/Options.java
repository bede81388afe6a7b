/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.delivery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The options of the command line, checked for consistency.
 *
 * @param repository the user's own repository; empty for the sample project
 * @param task what is to be done; empty for the sample project
 * @param model empty when a cassette answers
 * @param verify shell lines that prove the work
 * @param only further paths that may be changed
 * @param not further paths that must not be changed
 * @param scopeAnswer empty for the default
 * @param report where the delivery goes as JSON
 * @param timeLimit for the whole task
 * @param home the Helix home
 * @param into where the sample project goes
 * @param cassette answers instead of a real model
 * @param unsandboxed whether commands may run without a sandbox
 * @param help whether only the help is wanted
 */
record Options(
        Optional<Path> repository,
        Optional<String> task,
        Optional<String> model,
        List<String> verify,
        List<String> only,
        List<String> not,
        Optional<ScopeAnswer> scopeAnswer,
        Optional<Path> report,
        Duration timeLimit,
        Optional<Path> home,
        Optional<Path> into,
        Optional<Path> cassette,
        boolean unsandboxed,
        boolean help) {}
