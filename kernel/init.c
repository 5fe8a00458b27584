// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The runner: process 1 of the kernel under test. It takes a plan of many
 * cases from the area (nommap.h), lets processes with address spaces of their
 * own make the system calls, and writes down what came of each.
 *
 * One process acts at a time. It decides who acts next and wakes it with
 * SIGUSR1. The controller (process 1 itself) makes the others by vfork and
 * exec of this same program, and goes on where one of them exits.
 */
#include "init.h"

volatile u64 *header;
struct shared *shared;
int me = CONTROLLER;
word program_start, program_end;

static int control_fd;

extern u8 _start[];

__asm__(".section .text.start\n"
	".globl _start\n"
	"_start:\n"
	"	mv a0, sp\n"
	"	andi sp, sp, -16\n"
	"	tail start\n"
	".text\n");

/* Whole words, if both can be aligned, and bytes before and behind them. */
void *memcpy(void *to, const void *from, word count)
{
	u8 *t = to;
	const u8 *f = from;

	if (!(((word)t ^ (word)f) & (sizeof(word) - 1))) {
		for (; count && (word)t & (sizeof(word) - 1); count--)
			*t++ = *f++;
		for (; count >= sizeof(word); count -= sizeof(word)) {
			*(word *)t = *(const word *)f;
			t += sizeof(word);
			f += sizeof(word);
		}
	}
	while (count--)
		*t++ = *f++;
	return to;
}

void *memset(void *to, int byte, word count)
{
	word all = (u8)byte * (~(word)0 / 255);
	u8 *t = to;

	for (; count && (word)t & (sizeof(word) - 1); count--)
		*t++ = byte;
	for (; count >= 4 * sizeof(word); count -= 4 * sizeof(word)) {
		((word *)t)[0] = all;
		((word *)t)[1] = all;
		((word *)t)[2] = all;
		((word *)t)[3] = all;
		t += 4 * sizeof(word);
	}
	for (; count >= sizeof(word); count -= sizeof(word)) {
		*(word *)t = all;
		t += sizeof(word);
	}
	while (count--)
		*t++ = byte;
	return to;
}

word control(word command, const void *argument)
{
	return call(SYS_ioctl, control_fd, command, argument);
}

u64 *record(u64 type, word words)
{
	u64 *at = (u64 *)(word)(header[HEADER_RESULTS] +
				header[HEADER_RESULTS_USED]);

	if ((word)(at + 1 + words) > header[HEADER_RESULTS_END])
		finish(STATE_ERROR);
	header[HEADER_RESULTS_USED] += 8 * (1 + words);
	*at++ = type << 32 | words;
	return at;
}

/* Nanoseconds since the boot. */
static u64 now(void)
{
	u64 time[2] = { 0, 0 };

	call(SYS_clock_gettime, CLOCK_MONOTONIC, time);
	return time[0] * 1000000000 + time[1];
}

void finish(u64 state)
{
	header[HEADER_ENDED] = now();
	header[HEADER_STATE] = state;
	if (header[HEADER_FINISHER])
		*(volatile u32 *)(word)header[HEADER_FINISHER] = FINISH_PASS;
	call(SYS_reboot, 0xfee1dead, 672274793, 0x4321fedc);
	for (;;)
		;
}

/* ---- who acts ----------------------------------------------------------- */

static void wake(int who)
{
	call(SYS_kill, who == CONTROLLER ? 1 : shared->pid[who], SIGUSR1);
}

static int wait_for(u64 signals)
{
	return call(SYS_rt_sigtimedwait, &signals, 0, 0, 8);
}

static void start_case(void)
{
	u64 *c = current_case();
	int i;

	shared->step = 0;
	shared->cleaned = 0;
	shared->parked = 0;
	shared->cleared = 0;
	for (i = 0; i < MAX_PROCESSES; i++)
		shared->prepared[i] = 0;
	header[HEADER_CASE] = c[CASE_ORDINAL];
	header[HEADER_STEP] = 0;
	header[HEADER_PHASE] = PHASE_SETUP;
}

/* Files and memory as the case wants them; by process 0. */
static void set_up_case(void)
{
	u64 *c = current_case();
	u64 *at = c + CASE_WORDS + c[CASE_PROCESSES];
	u64 settings[3] = { c[CASE_TRIM_PAGES], c[CASE_MAX_MAP_COUNT],
			    c[CASE_PROCESSES] };
	u64 *devices;
	u64 i;

	for (i = 0; i < c[CASE_FILES]; i++)
		at += at[FILE_LENGTH];
	for (i = 0; i < c[CASE_FILLS]; i++, at += FILL_WORDS)
		fill(at[FILL_ADDRESS], at[FILL_LENGTH], at[FILL_SOURCE]);
	devices = at;
	shared->next = (u64)(word)(at + DEVICE_WORDS * c[CASE_DEVICES]);
	at = record(RECORD_CASE, 2);
	at[0] = c[CASE_ORDINAL];
	at[1] = header[HEADER_LOG_USED];
	control(PROBE_SETTINGS, settings);
	set_up_devices(devices, c[CASE_DEVICES]);
	set_up_files();
	header[HEADER_PHASE] = PHASE_STEPS;
}

static void end_case(void)
{
	u64 *c = current_case();
	u64 *at;

	if (!shared->cleared)
		shared->left = control(PROBE_CLEAR, 0);
	remove_ramfs_files();
	remove_devices(c[CASE_DEVICES]);
	at = record(RECORD_END, 3);
	at[0] = shared->left;
	at[1] = header[HEADER_LOG_USED];
	at[2] = shared->parked;
	header[HEADER_DONE]++;
	shared->cursor += 8 * c[CASE_LENGTH];
	if (shared->cursor >= header[HEADER_PLAN_END])
		finish(STATE_DONE);
	if (header[HEADER_RESULTS_END] - header[HEADER_RESULTS] -
			    header[HEADER_RESULTS_USED] < 4 << 20 ||
	    header[HEADER_LOG_END] - header[HEADER_LOG] -
			    header[HEADER_LOG_USED] < 1 << 20)
		finish(STATE_FULL);
	start_case();
}

static int next_actor(void)
{
	for (;;) {
		u64 *c = current_case();
		u64 process;
		int i;

		switch (header[HEADER_PHASE]) {
		case PHASE_SETUP:
			for (i = 0; i < (int)c[CASE_PROCESSES]; i++)
				if (!shared->pid[i])
					return CONTROLLER;
			return 0;
		case PHASE_STEPS:
			if (shared->step == c[CASE_STEPS]) {
				header[HEADER_PHASE] = PHASE_CLEANUP;
				continue;
			}
			process = current_step()[STEP_PROCESS];
			if (shared->pid[process])
				return process;
			skip_step(SKIPPED_NO_PROCESS, 0);
			continue;
		default:
			while (shared->cleaned < c[CASE_PROCESSES] &&
			       (!shared->pid[shared->cleaned] ||
				!shared->prepared[shared->cleaned]))
				shared->cleaned++;
			if (shared->cleaned < c[CASE_PROCESSES])
				return shared->cleaned;
			end_case();
		}
	}
}

/* ---- a process ---------------------------------------------------------- */

static word usual_personality;

/* Brings the process into the state that the case wants it in. */
static void prepare(void)
{
	u64 *c = current_case();
	u64 wanted = c[CASE_WORDS + me];

	if (shared->prepared[me])
		return;
	shared->prepared[me] = 1;
	forget_files();
	if (wanted & PROCESS_READ_IMPLIES_EXEC)
		call(SYS_personality, usual_personality | READ_IMPLIES_EXEC);
	if (wanted & PROCESS_PTRACED) {
		call(SYS_ptrace, 0);
		shared->traced[me] = 1;
	}
}

static void clean(void)
{
	u64 processes = current_case()[CASE_PROCESSES];
	u64 argument[CHECK_WORDS];
	word state;

	argument[CHECK_PROCESS] = me;
	argument[CHECK_LAST] = shared->cleaned + 1 == processes;
	set_traced(0);
	close_files();
	close_pipes();
	if (current_case()[CASE_WORDS + me] & PROCESS_READ_IMPLIES_EXEC)
		call(SYS_personality, usual_personality);
	state = control(PROBE_CHECK, argument);
	shared->cleared = argument[CHECK_CLEARED];
	shared->left = argument[CHECK_LEFT];
	if (state == CHECK_BROKEN) {
		/* To exit would be one more thing to go wrong. */
		control(PROBE_PARK, (void *)(word)me);
		shared->pid[me] = 0;
		shared->parked++;
	} else if (state != CHECK_CLEAN) {
		call(SYS_exit_group, 0);
	}
	shared->cleaned++;
}

static void act(void)
{
	for (;;) {
		int who = next_actor();

		if (who != me) {
			wake(who);
			return;
		}
		if (header[HEADER_PHASE] == PHASE_SETUP) {
			set_up_case();
		} else if (header[HEADER_PHASE] == PHASE_STEPS) {
			prepare();
			do_step();
		} else {
			clean();
		}
	}
}

/* ---- the controller ----------------------------------------------------- */

#define CLONE_VFORK_SIGCHLD (0x4000 | 0x100 | SIGCHLD)

static word spawn(const char *program, char **arguments)
{
	static char *environment[1];
	register word a0 __asm__("a0") = CLONE_VFORK_SIGCHLD;
	register word a1 __asm__("a1") = 0;
	register word a2 __asm__("a2") = 0;
	register word a3 __asm__("a3") = 0;
	register word a4 __asm__("a4") = 0;
	register word a7 __asm__("a7") = SYS_clone;

	__asm__ volatile("ecall\n"
			 "	bnez a0, 1f\n"
			 "	mv a0, %[program]\n"
			 "	mv a1, %[arguments]\n"
			 "	mv a2, %[environment]\n"
			 "	li a7, 221\n"
			 "	ecall\n"
			 "	li a7, 94\n"
			 "	ecall\n"
			 "1:\n"
			 : "+r"(a0), "+r"(a1), "+r"(a2), "+r"(a3), "+r"(a4),
			   "+r"(a7)
			 : [program] "r"(program), [arguments] "r"(arguments),
			   [environment] "r"(environment)
			 : "memory");
	return a0;
}

/*
 * Without trimming, what the program does not need of its power of two stays
 * unused above it: no mapping of a case touches the runner's own from there.
 */
static void make_processes(void)
{
	u64 *c = current_case();
	char name[3] = "p0";
	char *arguments[3];
	int i;

	arguments[0] = "/init";
	arguments[1] = name;
	arguments[2] = 0;
	control(PROBE_TRIM, 0);
	for (i = 0; i < (int)c[CASE_PROCESSES]; i++) {
		if (shared->pid[i])
			continue;
		name[1] = '0' + i;
		shared->traced[i] = 0;
		shared->pid[i] = spawn("/init", arguments);
		while (wait_for(1 << (SIGUSR1 - 1)) != SIGUSR1)
			;
	}
}

struct child {
	int signal, error, code;
#if __riscv_xlen == 64
	int padding;
#endif
	int pid, uid, status;
	int rest[32];
};

#define CLD_EXITED 1
#define CLD_DUMPED 3
#define WAIT_FLAGS (1 | 2 | 4)
#define PTRACE_CONT 7
#define PTRACE_DETACH 17

/* The process that was acting is gone. */
static void mourn(int process, struct child *child)
{
	u64 *at;

	shared->pid[process] = 0;
	if (header[HEADER_PHASE] == PHASE_CLEANUP) {
		shared->cleaned++;
	} else if (current_step()[STEP_OPERATION] == STEP_EXIT &&
		   child->code == CLD_EXITED) {
		end_step(0, 0);
	} else {
		at = record(RECORD_DIED, 3);
		at[0] = process;
		at[1] = child->code;
		at[2] = child->status;
		observe_step(process, 0, 0);
	}
}

/* Children that exited or stopped. Says whether it is our turn now. */
static int reap(void)
{
	struct child child;
	int ours = 0;
	int i;

	for (;;) {
		memset(&child, 0, sizeof(child));
		if (IS_ERROR(call(SYS_waitid, 0, 0, &child, WAIT_FLAGS)) ||
		    !child.pid)
			return ours;
		for (i = 0; i < MAX_PROCESSES; i++)
			if ((int)shared->pid[i] == child.pid)
				break;
		if (child.code > CLD_DUMPED) {
			if (shared->detach && i == (int)shared->detach - 1 &&
			    child.status == SIGSTOP) {
				shared->detach = 0;
				call(SYS_ptrace, PTRACE_DETACH, child.pid, 0,
				     0);
			} else {
				call(SYS_ptrace, PTRACE_CONT, child.pid, 0,
				     child.status);
			}
		} else if (i < MAX_PROCESSES) {
			mourn(i, &child);
			ours = 1;
		}
	}
}

static void act_as_controller(void)
{
	for (;;) {
		int who = next_actor();

		if (who == CONTROLLER) {
			make_processes();
			continue;
		}
		wake(who);
		do {
			int signal = wait_for(1 << (SIGUSR1 - 1) |
					      1 << (SIGCHLD - 1));

			if (signal == SIGUSR1)
				break;
		} while (!reap());
	}
}

static void mount(const char *from, const char *to, const char *type,
		  word flags)
{
	if (IS_ERROR(call(SYS_mkdirat, AT_FDCWD, to, 0755)))
		header[HEADER_STATE] = STATE_ERROR;
	if (IS_ERROR(call(SYS_mount, from, to, type, flags, 0)))
		header[HEADER_STATE] = STATE_ERROR;
}

#define MS_NOEXEC 8
#define MS_REMOUNT 32
#define MS_BIND 4096

static word open_control(void)
{
	return call(SYS_openat, AT_FDCWD, "/p/control", O_RDWR, 0);
}

void start(word *stack)
{
	char **arguments = (char **)(stack + 1);
	u64 signals = 1 << (SIGUSR1 - 1) | 1 << (SIGCHLD - 1);
	u64 area = 0;

	call(SYS_rt_sigprocmask, 2, &signals, 0, 8);
	usual_personality = call(SYS_personality, 0xffffffff);
	if (stack[0] == 2) {
		me = arguments[1][1] - '0';
	} else {
		call(SYS_mkdirat, AT_FDCWD, "/p", 0755);
		call(SYS_mount, "probe", "/p", "probefs", 0, 0);
	}
	control_fd = open_control();
	control(PROBE_AREA, &area);
	header = (volatile u64 *)(word)area;
	shared = (struct shared *)((word)header + AREA_RUNNER);
	program_start = (word)_start & -4096L;
	program_end = program_start +
		      4096 * control(PROBE_REGISTER, (void *)(word)me);
	if (me != CONTROLLER) {
		wake(CONTROLLER);
		for (;;) {
			if (wait_for(1 << (SIGUSR1 - 1)) == SIGUSR1)
				act();
		}
	}
	header[HEADER_STATE] = STATE_RUNNING;
	mount("probe", "/n", "probefs", MS_NOEXEC);
	mount("ram", "/r", "ramfs", 0);
	mount("/r", "/s", 0, MS_BIND);
	if (IS_ERROR(call(SYS_mount, 0, "/s", 0,
			  MS_BIND | MS_REMOUNT | MS_NOEXEC, 0)))
		header[HEADER_STATE] = STATE_ERROR;
	mount("proc", "/proc", "proc", 0);
	call(SYS_mkdirat, AT_FDCWD, "/k", 0755);
	if (header[HEADER_STATE] == STATE_ERROR)
		finish(STATE_ERROR);
	write_pattern((u32 *)shared->pattern,
		      (u32 *)(shared->pattern + sizeof(shared->pattern)), 1);
	shared->cursor = header[HEADER_PLAN];
	if (shared->cursor >= header[HEADER_PLAN_END])
		finish(STATE_DONE);
	header[HEADER_STARTED] = now();
	start_case();
	act_as_controller();
}
