/* SPDX-License-Identifier: Apache-2.0 */
/** Puts agents into virtual machines. */
package dev.helix.vm;
