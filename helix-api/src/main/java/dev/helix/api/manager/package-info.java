/* SPDX-License-Identifier: Apache-2.0 */
/** Managed tasks, with a guarded scope and proof that they are done. */
package dev.helix.api.manager;
