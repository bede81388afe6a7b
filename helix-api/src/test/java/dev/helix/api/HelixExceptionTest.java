/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class HelixExceptionTest {

    @Test
    void keepsMessageAndCause() {
        IOException cause = new IOException("disk full");

        HelixException error = new DiskRefusedException("journal s1 cannot grow; free space and retry", cause);

        assertThat(error)
                .hasMessage("journal s1 cannot grow; free space and retry")
                .hasCause(cause);
        assertThat(error.code()).isEqualTo("disk-refused");
    }

    @Test
    void standsAloneWhenNothingElseFailed() {
        assertThat(new DiskRefusedException("journal s1 is closed", null)).hasNoCause();
    }

    private static final class DiskRefusedException extends HelixException {

        private DiskRefusedException(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        public String code() {
            return "disk-refused";
        }
    }
}
