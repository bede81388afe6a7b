/* SPDX-License-Identifier: Apache-2.0 */
/** Takes a task, guards its scope and proves that it is done. */
package dev.helix.api.manager;
