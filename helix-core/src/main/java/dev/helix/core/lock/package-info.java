/* SPDX-License-Identifier: Apache-2.0 */
/** Locks on files, for the threads, class loaders and processes of one machine. */
package dev.helix.core.lock;
