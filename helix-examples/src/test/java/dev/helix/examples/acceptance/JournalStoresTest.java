/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.examples.acceptance;

import dev.helix.api.HelixHome;
import dev.helix.core.journal.InMemoryJournals;
import dev.helix.core.journal.SegmentJournals;
import dev.helix.testkit.JournalStoreContract;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Tests that hold the library's own journal stores to what every store promises. */
class JournalStoresTest {

    @TestFactory
    Stream<DynamicTest> storeOnDiskKeepsThePromises(@TempDir Path home) {
        return JournalStoreContract.checks(() -> SegmentJournals.in(HelixHome.at(home)))
                .map(check -> DynamicTest.dynamicTest(check.name(), check::run));
    }

    @TestFactory
    Stream<DynamicTest> storeInMemoryKeepsThePromises() {
        InMemoryJournals store = new InMemoryJournals();
        return JournalStoreContract.checks(() -> store).map(check -> DynamicTest.dynamicTest(check.name(), check::run));
    }
}
