/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import java.util.Optional;

/** A processor architecture whose system calls the filter knows. Numbers: {@code AUDIT_ARCH_*} of linux/audit.h. */
enum Architecture {
    X86_64(0xC000003E),
    AARCH64(0xC00000B7);

    private final int auditNumber;

    Architecture(int auditNumber) {
        this.auditNumber = auditNumber;
    }

    int auditNumber() {
        return auditNumber;
    }

    /** Finds the architecture a JVM names in {@code os.arch}; empty when its system calls are not known here. */
    static Optional<Architecture> named(String osArch) {
        return switch (osArch) {
            case "amd64", "x86_64" -> Optional.of(X86_64);
            case "aarch64", "arm64" -> Optional.of(AARCH64);
            default -> Optional.empty();
        };
    }
}
