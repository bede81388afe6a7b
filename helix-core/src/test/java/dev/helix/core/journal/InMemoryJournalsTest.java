/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.core.journal;

import dev.helix.api.journal.JournalStore;

class InMemoryJournalsTest extends JournalStoreContract {

    @Override
    JournalStore store() {
        return new InMemoryJournals();
    }
}
