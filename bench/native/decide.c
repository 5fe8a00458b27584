/*
 * One decision in C, from the rules of the policy since 2.6.29: the yardstick of
 * `deno task bench:native`.
 *
 *     decide REQUESTS ANSWERS ROUNDS BATCHES CHECKS PAGE_SHIFT
 *
 * reads packed requests, decides all of them ROUNDS times in each of BATCHES
 * batches, writes the answers and prints the nanoseconds of one decision in the
 * best batch. As in the engine, the checks of the edition and the machine are
 * not known before. The numbers of the rules are in rules.h, which the benchmark
 * writes; WORD_BITS is 32 or 64.
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "rules.h"

#if WORD_BITS == 32
typedef uint32_t word;
#else
typedef uint64_t word;
#endif

enum { PROT_R = 1, PROT_W = 2, PROT_X = 4 };
enum { SHARED = 1, PRIVATE = 2, TYPE = 0xf, FIXED = 0x10 };
enum { GROWSDOWN = 0x100, LOCKED = 0x2000, SYNC = 0x80000 };
enum { COPY = 1, DIRECT = 8, CAN_READ = 0x10, CAN_WRITE = 0x20, CAN_EXEC = 0x40 };
enum { OP_MMAP = 1, OP_CAPABILITIES = 2, OP_AREA = 4, OP_READ_ITER = 8, OP_READ = 16 };
enum { OPEN_READ = 1, OPEN_WRITE = 2 };
enum { REG, BLK, CHR };
enum { VM_SHARED = 8, VM_MAYSHARE = 0x80, VM_MAYOVERLAY = 0x200, VM_SYNC = 0x800000 };
enum { VM_MAY_ACCESS = 0x70, VM_CAPABILITIES = 0x70 };

/* As the benchmark packs it. */
struct request {
	uint64_t length, pgoff;
	uint32_t prot, flags;
	uint8_t has_file, type, operations, capabilities;
	uint8_t mode, append_only, noexec, caller;
	uint64_t address;
	uint8_t locked, unused[7];
};
enum { PTRACED = 1, READ_IMPLIES_EXEC = 2 };

/* Capabilities and trail, or an errno, the rule and the trail; and VM flags. */
struct answer {
	int32_t verdict;
	uint32_t vm_flags;
};

struct machine {
	unsigned page_shift;
	word task_size;
};

#define REFUSE(rule, error) return -(int32_t)((rule) << 8 | (error) | trail << 8)

static int32_t validate(unsigned checks, const struct request *r,
			const struct machine *machine)
{
	uint32_t trail = 0, capabilities;
	const uint32_t prot = r->prot, type = r->flags & TYPE;
	const word length = (word)r->length, pgoff = (word)r->pgoff;

	if (r->flags & FIXED)
		REFUSE(RULE_map_fixed, EINVAL);
	if (checks & CHECK_REFUSES_HINT && r->address)
		REFUSE(RULE_address_hint, EINVAL);
	if (type != PRIVATE && type != SHARED)
		REFUSE(RULE_map_type, EINVAL);
	if (length == 0)
		REFUSE(RULE_zero_length, EINVAL);
	const word mask = ((word)1 << machine->page_shift) - 1;
	const word rounded = (length + mask) & ~mask;
	if (rounded == 0)
		REFUSE(RULE_length_overflow, ENOMEM);
	if (rounded > machine->task_size)
		REFUSE(RULE_length_beyond_task_size, ENOMEM);
	if ((word)(pgoff + (rounded >> machine->page_shift)) < pgoff)
		REFUSE(RULE_offset_overflow, EOVERFLOW);

	if (!r->has_file)
		return COPY | (prot & PROT_R && r->caller & READ_IMPLIES_EXEC ?
			       TRAIL_read_implies_exec : 0);

	if (!(r->operations & OP_MMAP))
		REFUSE(RULE_no_mmap_operation, ENODEV);
	if (r->operations & OP_CAPABILITIES &&
	    !(checks & CHECK_ZERO_MEANS_DEFAULTS && !r->capabilities)) {
		capabilities = r->capabilities;
	} else if (r->type == REG || r->type == BLK) {
		capabilities = COPY;
		trail = TRAIL_default_copy;
	} else if (r->type == CHR) {
		capabilities = DIRECT | CAN_READ | CAN_WRITE;
		trail = TRAIL_default_direct;
	} else {
		REFUSE(RULE_no_default_capabilities, EINVAL);
	}

	if (!(r->operations & OP_AREA) && capabilities & DIRECT) {
		capabilities &= ~DIRECT;
		trail |= TRAIL_no_get_unmapped_area;
	}
	const int readable = r->mode & OPEN_READ || !(checks & CHECK_NEEDS_READ_MODE);
	const unsigned reads = checks & (OP_READ_ITER | OP_READ);
	if (capabilities & COPY && !(readable && r->operations & reads)) {
		capabilities &= ~COPY;
		trail |= TRAIL_no_read_operation;
	}
	if (!readable)
		REFUSE(RULE_not_open_for_reading, EACCES);

	if (type == SHARED) {
		if (prot & PROT_W && !(r->mode & OPEN_WRITE))
			REFUSE(RULE_shared_write_not_open_for_writing, EACCES);
		if (r->append_only && r->mode & OPEN_WRITE)
			REFUSE(RULE_shared_append_only, EACCES);
		if (checks & CHECK_MANDATORY_LOCKS && r->locked)
			REFUSE(RULE_shared_mandatory_lock, EAGAIN);
		if (!(capabilities & DIRECT))
			REFUSE(RULE_shared_needs_direct, ENODEV);
		capabilities &= ~COPY;
		if (prot & PROT_R && !(capabilities & CAN_READ))
			REFUSE(RULE_shared_needs_read_capability, EINVAL);
		if (prot & PROT_W && !(capabilities & CAN_WRITE))
			REFUSE(RULE_shared_needs_write_capability, EINVAL);
		if (prot & PROT_X && !(capabilities & CAN_EXEC))
			REFUSE(RULE_shared_needs_exec_capability, EINVAL);
	} else {
		if (!(capabilities & COPY))
			REFUSE(RULE_private_needs_copy, ENODEV);
		if (prot & PROT_W && capabilities & DIRECT) {
			capabilities &= ~DIRECT;
			trail |= TRAIL_private_writable;
		}
		if (capabilities & DIRECT && checks & CHECK_COPIES_BEYOND_CAPABILITIES &&
		    ((prot & PROT_R && !(capabilities & CAN_READ)) ||
		     (prot & PROT_X && !(capabilities & CAN_EXEC)))) {
			capabilities &= ~DIRECT;
			trail |= TRAIL_private_prot_beyond_capabilities;
		}
	}

	if (r->noexec) {
		if (prot & PROT_X)
			REFUSE(RULE_noexec_mount, EPERM);
	} else if (prot & PROT_R && !(prot & PROT_X)) {
		if (r->caller & READ_IMPLIES_EXEC && capabilities & CAN_EXEC)
			trail |= TRAIL_read_implies_exec;
	} else if (prot & PROT_R && capabilities & DIRECT && !(capabilities & CAN_EXEC)) {
		capabilities &= ~DIRECT;
		trail |= TRAIL_exec_without_capability;
	}
	return (int32_t)((capabilities & (COPY | DIRECT | VM_CAPABILITIES)) | trail);
}

static uint32_t vm_flags(const struct request *r, uint32_t capabilities)
{
	uint32_t flags = (r->prot & 7) | (r->flags & (GROWSDOWN | LOCKED)) |
			 (r->flags & SYNC ? VM_SYNC : 0);

	if (!r->has_file)
		return flags | VM_MAY_ACCESS;
	if (!(r->flags & PRIVATE))
		return flags | VM_SHARED | VM_MAYSHARE | (capabilities & VM_CAPABILITIES);
	if (!(r->prot & PROT_W) && !(r->caller & PTRACED))
		flags |= VM_MAYOVERLAY;
	return flags | (capabilities & DIRECT ? capabilities & VM_CAPABILITIES : VM_MAY_ACCESS);
}

static struct answer decide(unsigned checks, const struct request *r,
			    const struct machine *machine)
{
	struct answer answer = { validate(checks, r, machine), 0 };

	if (answer.verdict >= 0)
		answer.vm_flags = vm_flags(r, (uint32_t)answer.verdict & 0xff);
	return answer;
}

static int fail(const char *what)
{
	perror(what);
	return EXIT_FAILURE;
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * 1e9 + time.tv_nsec;
}

int main(int argc, char **argv)
{
	if (argc != 7) {
		fputs("Usage: decide REQUESTS ANSWERS ROUNDS BATCHES CHECKS PAGE_SHIFT\n", stderr);
		return EXIT_FAILURE;
	}
	FILE *in = fopen(argv[1], "rb");
	if (!in || fseek(in, 0, SEEK_END))
		return fail(argv[1]);
	const size_t count = (size_t)ftell(in) / sizeof(struct request);
	struct request *requests = calloc(count, sizeof *requests);
	struct answer *answers = calloc(count, sizeof *answers);
	rewind(in);
	if (!requests || !answers ||
	    fread(requests, sizeof *requests, count, in) != count)
		return fail(argv[1]);
	fclose(in);

	const long rounds = atol(argv[3]), batches = atol(argv[4]);
	const unsigned checks = (unsigned)atoi(argv[5]);
	const struct machine machine = { (unsigned)atoi(argv[6]), (word)-1 };
	double best = 1e99;
	for (long batch = 0; batch < batches; batch++) {
		const double start = now();
		for (long round = 0; round < rounds; round++) {
			for (size_t i = 0; i < count; i++)
				answers[i] = decide(checks, &requests[i], &machine);
			__asm__ volatile("" : : "r"(answers), "r"(requests) : "memory");
		}
		const double time = now() - start;
		if (time < best)
			best = time;
	}

	FILE *out = fopen(argv[2], "wb");
	if (!out || fwrite(answers, sizeof *answers, count, out) != count || fclose(out))
		return fail(argv[2]);
	printf("%.3f\n", best / (double)rounds / (double)count);
	return EXIT_SUCCESS;
}
