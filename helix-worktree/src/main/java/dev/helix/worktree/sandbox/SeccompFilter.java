/* SPDX-License-Identifier: Apache-2.0 */
package dev.helix.worktree.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A compiler of the system call filter into the form the kernel reads: {@code struct sock_filter} after {@code struct
 * sock_filter}, see seccomp(2). Pure.
 *
 * <p>Everything is allowed but the denied calls and five that depend on an argument: sockets and socket pairs that may
 * leave the network namespace, new namespaces, typing into a terminal, and leases on files. Each check is one comparison
 * that skips one return, so that no jump has to be counted.
 */
final class SeccompFilter {
    // Opcodes of linux/bpf_common.h, combined: BPF_LD|BPF_W|BPF_ABS, BPF_JMP|BPF_JEQ|BPF_K and so on.
    private static final int LOAD = 0x20;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP_IF_AT_LEAST = 0x35;
    private static final int JUMP_IF_ANY_BIT = 0x45;
    private static final int AND = 0x54;
    private static final int RETURN = 0x06;

    // Verdicts of linux/seccomp.h.
    private static final int KILL_PROCESS = 0x80000000;
    private static final int FAIL = 0x00050000;
    private static final int ALLOW = 0x7FFF0000;
    private static final int EPERM = 1;
    private static final int ENOSYS = 38;

    // Offsets in struct seccomp_data; the low halves of the arguments, both architectures being little-endian.
    private static final int CALL_NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int FIRST_ARGUMENT = 16;
    private static final int SECOND_ARGUMENT = 24;

    /** Calls of the x32 interface carry this bit and would slip past the numbers below. */
    private static final int X32_BIT = 0x40000000;
    /** clone3 passes its flags in memory, which a filter cannot read; C libraries fall back to clone on ENOSYS. */
    private static final int CLONE3 = 435;
    /** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID and NEWNET of linux/sched.h. */
    private static final int NEW_NAMESPACES = 0x7E020000;
    /** AF_INET, AF_INET6 and AF_NETLINK end at the sandbox's own network; AF_UNIX, AF_VSOCK and others may not. */
    private static final int[] INNER_FAMILIES = {2, 10, 16};
    /** The upper bits of a socket's type are flags, see socket(2). */
    private static final int SOCKET_TYPE_MASK = 0xF;

    private static final int SOCK_STREAM = 1;
    private static final int SOCK_SEQPACKET = 5;
    /** TIOCSTI and TIOCLINUX put characters into a terminal's input. */
    private static final int[] TYPING = {0x5412, 0x541C};

    /** F_SETLEASE of fcntl(2): a lease on a file that only shows keeps the host from writing it for up to a minute. */
    private static final int SET_LEASE = 1024;

    private final ByteArrayOutputStream program = new ByteArrayOutputStream();

    private SeccompFilter() {}

    /** Compiles the filter for one architecture. */
    static byte[] compile(Architecture architecture) {
        SeccompFilter filter = new SeccompFilter();
        filter.checkArchitecture(architecture);
        for (DeniedCall call : DeniedCall.values()) {
            filter.failIfEqual(call.number(architecture), EPERM);
        }
        filter.failIfEqual(CLONE3, ENOSYS);
        boolean x86 = architecture == Architecture.X86_64;
        filter.checkSocket(x86 ? 41 : 198);
        filter.checkSocketPair(x86 ? 53 : 199);
        filter.checkClone(x86 ? 56 : 220);
        filter.checkIoctl(x86 ? 16 : 29);
        filter.checkFcntl(x86 ? 72 : 25);
        filter.emit(RETURN, 0, 0, ALLOW);
        return filter.program.toByteArray();
    }

    private void checkArchitecture(Architecture architecture) {
        emit(LOAD, 0, 0, ARCHITECTURE);
        emit(JUMP_IF_EQUAL, 1, 0, architecture.auditNumber());
        emit(RETURN, 0, 0, KILL_PROCESS);
        emit(LOAD, 0, 0, CALL_NUMBER);
        if (architecture == Architecture.X86_64) {
            emit(JUMP_IF_AT_LEAST, 0, 1, X32_BIT);
            emit(RETURN, 0, 0, FAIL | EPERM);
        }
    }

    private void checkSocket(int socket) {
        // Six instructions follow for this call: load, three comparisons, refusal, permission.
        emit(JUMP_IF_EQUAL, 0, 6, socket);
        emit(LOAD, 0, 0, FIRST_ARGUMENT);
        emit(JUMP_IF_EQUAL, 3, 0, INNER_FAMILIES[0]);
        emit(JUMP_IF_EQUAL, 2, 0, INNER_FAMILIES[1]);
        emit(JUMP_IF_EQUAL, 1, 0, INNER_FAMILIES[2]);
        emit(RETURN, 0, 0, FAIL | EPERM);
        emit(RETURN, 0, 0, ALLOW);
    }

    /** A datagram pair is not bound to its peer: it could still send to any socket of the host with a visible path. */
    private void checkSocketPair(int socketpair) {
        emit(JUMP_IF_EQUAL, 0, 6, socketpair);
        emit(LOAD, 0, 0, SECOND_ARGUMENT);
        emit(AND, 0, 0, SOCKET_TYPE_MASK);
        emit(JUMP_IF_EQUAL, 2, 0, SOCK_STREAM);
        emit(JUMP_IF_EQUAL, 1, 0, SOCK_SEQPACKET);
        emit(RETURN, 0, 0, FAIL | EPERM);
        emit(RETURN, 0, 0, ALLOW);
    }

    private void checkClone(int clone) {
        emit(JUMP_IF_EQUAL, 0, 4, clone);
        emit(LOAD, 0, 0, FIRST_ARGUMENT);
        emit(JUMP_IF_ANY_BIT, 0, 1, NEW_NAMESPACES);
        emit(RETURN, 0, 0, FAIL | EPERM);
        emit(RETURN, 0, 0, ALLOW);
    }

    private void checkIoctl(int ioctl) {
        emit(JUMP_IF_EQUAL, 0, 5, ioctl);
        emit(LOAD, 0, 0, SECOND_ARGUMENT);
        emit(JUMP_IF_EQUAL, 1, 0, TYPING[0]);
        emit(JUMP_IF_EQUAL, 0, 1, TYPING[1]);
        emit(RETURN, 0, 0, FAIL | EPERM);
        emit(RETURN, 0, 0, ALLOW);
    }

    private void checkFcntl(int fcntl) {
        emit(JUMP_IF_EQUAL, 0, 4, fcntl);
        emit(LOAD, 0, 0, SECOND_ARGUMENT);
        emit(JUMP_IF_EQUAL, 0, 1, SET_LEASE);
        emit(RETURN, 0, 0, FAIL | EPERM);
        emit(RETURN, 0, 0, ALLOW);
    }

    private void failIfEqual(int number, int error) {
        emit(JUMP_IF_EQUAL, 0, 1, number);
        emit(RETURN, 0, 0, FAIL | error);
    }

    /** Appends one instruction; {@code whenTrue} and {@code whenFalse} count the instructions to skip. */
    private void emit(int opcode, int whenTrue, int whenFalse, int operand) {
        ByteBuffer instruction = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        instruction
                .putShort((short) opcode)
                .put((byte) whenTrue)
                .put((byte) whenFalse)
                .putInt(operand);
        program.writeBytes(instruction.array());
    }
}
