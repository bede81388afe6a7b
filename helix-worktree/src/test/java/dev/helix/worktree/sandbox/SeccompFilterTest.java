/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The numbers are written out here a second time on purpose. */
final class SeccompFilterTest {
    private static final int ALLOW = 0x7FFF0000;
    private static final int EPERM = 0x00050001;
    private static final int ENOSYS = 0x00050026;
    private static final int KILL = 0x80000000;
    private static final int AUDIT_X86_64 = 0xC000003E;
    private static final int AUDIT_AARCH64 = 0xC00000B7;
    private static final int AUDIT_I386 = 0x40000003;

    @ParameterizedTest
    @EnumSource
    void callsOfAnotherArchitectureKill(Architecture architecture) {
        byte[] filter = SeccompFilter.compile(architecture);
        int other = architecture == Architecture.X86_64 ? AUDIT_AARCH64 : AUDIT_X86_64;

        assertThat(FilterMachine.judge(filter, AUDIT_I386, 4, 0, 0)).isEqualTo(KILL);
        assertThat(FilterMachine.judge(filter, other, 64, 0, 0)).isEqualTo(KILL);
    }

    @Test
    void callsOfTheX32InterfaceFail() {
        assertThat(x86(0x40000000, 0, 0)).isEqualTo(EPERM);
        assertThat(x86(0x40000000 + 520, 0, 0)).isEqualTo(EPERM);
        assertThat(x86(-1, 0, 0)).isEqualTo(EPERM);
    }

    @Test
    void dangerousCallsFail() {
        // ptrace, process_vm_readv/writev, bpf, io_uring_*, keyctl, mount, unshare, setns, userfaultfd, perf_event_open
        for (int call : new int[] {101, 310, 311, 321, 425, 426, 427, 250, 165, 166, 272, 308, 323, 298}) {
            assertThat(x86(call, 0, 0)).as("x86_64 call " + call).isEqualTo(EPERM);
        }
        for (int call : new int[] {117, 270, 271, 280, 425, 426, 427, 219, 40, 39, 97, 268, 282, 241}) {
            assertThat(arm(call, 0, 0)).as("aarch64 call " + call).isEqualTo(EPERM);
        }
        assertThat(x86(435, 0, 0)).as("clone3").isEqualTo(ENOSYS);
        assertThat(arm(435, 0, 0)).as("clone3").isEqualTo(ENOSYS);
    }

    @Test
    void ordinaryCallsPass() {
        // read, write, openat, execve, fork, mmap, exit_group, connect, mknodat
        for (int call : new int[] {0, 1, 257, 59, 57, 9, 231, 42, 259}) {
            assertThat(x86(call, 0, 0)).as("x86_64 call " + call).isEqualTo(ALLOW);
        }
        for (int call : new int[] {63, 64, 56, 221, 222, 94, 203, 33}) {
            assertThat(arm(call, 0, 0)).as("aarch64 call " + call).isEqualTo(ALLOW);
        }
    }

    @Test
    void onlySocketsThatEndInTheSandboxPass() {
        for (long family : List.of(2L, 10L, 16L)) {
            assertThat(x86(41, family, 1)).isEqualTo(ALLOW);
            assertThat(arm(198, family, 1)).isEqualTo(ALLOW);
        }
        // AF_UNSPEC, AF_UNIX, AF_PACKET, AF_ALG, AF_VSOCK; the last looks like AF_INET in its upper half only.
        for (long family : List.of(0L, 1L, 17L, 38L, 40L, 2L << 32)) {
            assertThat(x86(41, family, 1)).as("family " + family).isEqualTo(EPERM);
            assertThat(arm(198, family, 1)).as("family " + family).isEqualTo(EPERM);
        }
    }

    @Test
    void onlySocketPairsThatStayAmongThemselvesPass() {
        int closeOnExec = 0x80000;
        for (long type : List.of(1L, 5L, 1L | closeOnExec)) {
            assertThat(x86(53, 1, type)).isEqualTo(ALLOW);
            assertThat(arm(199, 1, type)).isEqualTo(ALLOW);
        }
        for (long type : List.of(2L, 3L, 2L | closeOnExec)) {
            assertThat(x86(53, 1, type)).as("type " + type).isEqualTo(EPERM);
            assertThat(arm(199, 1, type)).as("type " + type).isEqualTo(EPERM);
        }
    }

    @Test
    void newNamespacesAndTypingFail() {
        for (long flag :
                List.of(0x00020000L, 0x02000000L, 0x04000000L, 0x08000000L, 0x10000000L, 0x20000000L, 0x40000000L)) {
            assertThat(x86(56, flag | 17, 0)).isEqualTo(EPERM);
            assertThat(arm(220, flag | 17, 0)).isEqualTo(EPERM);
        }
        // The flags of a new thread, and of a plain fork.
        for (long flags : List.of(0x3D0F00L, 17L)) {
            assertThat(x86(56, flags, 0)).isEqualTo(ALLOW);
            assertThat(arm(220, flags, 0)).isEqualTo(ALLOW);
        }
        assertThat(x86(16, 0, 0x5412)).isEqualTo(EPERM);
        assertThat(x86(16, 0, 0x541C)).isEqualTo(EPERM);
        // The kernel looks at the lower half only.
        assertThat(x86(16, 0, 0x1_0000_5412L)).isEqualTo(EPERM);
        assertThat(arm(29, 0, 0x5412)).isEqualTo(EPERM);
        assertThat(x86(16, 0, 0x5401)).isEqualTo(ALLOW);
    }

    @Test
    void leasesFailAndLocksPass() {
        // F_SETLEASE; the kernel looks at the lower half only.
        for (long command : List.of(1024L, 0x1_0000_0400L)) {
            assertThat(x86(72, 3, command)).isEqualTo(EPERM);
            assertThat(arm(25, 3, command)).isEqualTo(EPERM);
        }
        // F_DUPFD, F_SETFD, F_SETLK, F_OFD_SETLK, F_GETLEASE, F_DUPFD_CLOEXEC, F_ADD_SEALS
        for (long command : List.of(0L, 2L, 6L, 37L, 1025L, 1030L, 1033L)) {
            assertThat(x86(72, 3, command)).isEqualTo(ALLOW);
            assertThat(arm(25, 3, command)).isEqualTo(ALLOW);
        }
    }

    @Test
    void unknownArchitecturesHaveNoFilter() {
        assertThat(Architecture.named("riscv64")).isEmpty();
        assertThat(Arrays.stream(Architecture.values()).map(SeccompFilter::compile))
                .allSatisfy(filter -> assertThat(filter.length % 8).isZero());
    }

    private static int x86(int call, long first, long second) {
        return FilterMachine.judge(SeccompFilter.compile(Architecture.X86_64), AUDIT_X86_64, call, first, second);
    }

    private static int arm(int call, long first, long second) {
        return FilterMachine.judge(SeccompFilter.compile(Architecture.AARCH64), AUDIT_AARCH64, call, first, second);
    }
}
