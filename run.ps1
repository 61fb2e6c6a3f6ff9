<#
Start Feidi on Windows; Python 3.11 or newer (64 bit) must be installed.

  .\run.ps1                  install what is missing, then open the window
  .\run.ps1 -- COMMAND ...   the same, then run one command without a window
  .\run.ps1 test             the same with the tools of development, then run every check

The environment's settings of pip are respected. Works in Windows PowerShell 5.1 and PowerShell 7.
#>

$ErrorActionPreference = 'Stop'
$here = Split-Path -Parent $MyInvocation.MyCommand.Path
$venv = Join-Path $here '.venv'
$python = Join-Path $venv 'Scripts\python.exe'
# PowerShell 5.1 drops a first "--" from $args; what is left is a command unless it is "test".
$words = @($args)
$env:PYTHONUTF8 = '1'
[Console]::OutputEncoding = [System.Text.Encoding]::UTF8

function Say([string] $Chinese, [string] $French, [string] $English) {
    $text = switch ((Get-UICulture).TwoLetterISOLanguageName) {
        'zh' { $Chinese }
        'fr' { $French }
        default { $English }
    }
    [Console]::Error.WriteLine("Feidi: $text")
}

# A native program's exit code is the only answer wanted: what it writes to its error stream
# must not become a PowerShell exception.
function Test-Native([string] $Program, [string[]] $Arguments) {
    $before = $ErrorActionPreference
    $ErrorActionPreference = 'Continue'
    try {
        & $Program @Arguments *> $null
        return $LASTEXITCODE -eq 0
    } catch {
        return $false
    } finally {
        $ErrorActionPreference = $before
    }
}

# Return the interpreter as a list: the program, then its leading arguments.
function Find-Python {
    $candidates = @()
    if ($env:PYTHON) { $candidates += , @($env:PYTHON) }
    foreach ($version in '3.11', '3.12', '3.13', '3.14') { $candidates += , @('py', "-$version") }
    $candidates += , @('python')
    $probe = 'import sys, venv; sys.exit(not (sys.version_info >= (3, 11) and sys.maxsize > 2**32))'
    foreach ($candidate in $candidates) {
        if (-not (Get-Command $candidate[0] -ErrorAction SilentlyContinue)) { continue }
        $leading = @($candidate | Select-Object -Skip 1)
        if (Test-Native $candidate[0] ($leading + @('-c', $probe))) { return , $candidate }
    }
    Say '需要 64 位 Python 3.11 或更高版本，请先安装。' `
        'il faut Python 3.11 ou plus récent, en 64 bits ; installez-le d’abord.' `
        'Python 3.11 or newer (64 bit) is needed; install it first.'
    exit 1
}

function Install-Environment([string] $Lock) {
    $stamp = Join-Path $venv ('installed-' + (Split-Path -Leaf $Lock))
    $wanted = (Get-FileHash -Algorithm SHA256 $Lock).Hash
    if ((Test-Path $python) -and (Test-Path $stamp) -and
        ((Get-Content -Raw $stamp).Trim() -eq $wanted)) { return }
    Say '正在准备运行环境，仅首次需要，约一分钟……' `
        'préparation de l’environnement, la première fois seulement, environ une minute…' `
        'preparing the environment, the first time only, about a minute…'
    if (-not ((Test-Path $python) -and (Test-Native $python @('-m', 'pip', '--version')))) {
        $base = Find-Python
        $leading = @($base | Select-Object -Skip 1)
        & $base[0] @leading -m venv --clear $venv
        if ($LASTEXITCODE -ne 0) { exit 1 }
    }
    & $python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r $Lock
    if ($LASTEXITCODE -ne 0) {
        Say '无法安装所需的 Python 组件，原因见上。' `
            'les composants Python n’ont pas pu être installés ; la raison est ci-dessus.' `
            'the Python packages could not be installed; the reason is above.'
        exit 1
    }
    Set-Content -Encoding Ascii -Path $stamp -Value $wanted
}

function Invoke-Checks {
    Install-Environment (Join-Path $here 'requirements-dev.lock')
    Set-Location $here
    $env:QT_QPA_PLATFORM = 'offscreen'
    $scratch = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
    New-Item -ItemType Directory $scratch | Out-Null
    $report = Join-Path $scratch 'coverage.json'
    $log = Join-Path $scratch 'pytest.log'
    $bare = Join-Path $scratch 'without-qt.coverage'
    $contracts = 'from importlinter.cli import lint_imports_command as run; run()'
    $checks = [ordered] @{
        'ruff check' = { & $python -m ruff check --quiet --output-format concise . }
        'ruff format' = { & $python -m ruff format --check --output-format concise . }
        'mypy' = { & $python -m mypy }
        'import contracts' = { & $python -c $contracts --no-logo }
        'texts in three languages' = { & $python -m pytest -q --no-header tests/resources }
        'domain and storage without Qt' = {
            $env:COVERAGE_FILE = $bare
            & $python -m pytest -q --no-header -p no:pytest-qt -p tests.no_qt -n 2 --dist loadfile `
                --no-loadscope-reorder --cov --cov-report= tests/domain tests/storage
            Remove-Item Env:COVERAGE_FILE
        }
        'pytest' = {
            & $python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --cov --cov-report= `
                --ignore tests/domain --ignore tests/storage | Tee-Object -FilePath $log
        }
        'coverage' = {
            & $python -m coverage combine -q --append $bare
            & $python -m coverage json -q -o $report
            if ($LASTEXITCODE -eq 0) { & $python tests/check_coverage.py $report }
        }
    }
    $failed = @()
    $ErrorActionPreference = 'Continue'
    foreach ($name in $checks.Keys) {
        Write-Host "`n== $name"
        & $checks[$name]
        if ($LASTEXITCODE -ne 0) { $failed += $name }
    }
    if ($failed) { Write-Host "`nFAILED: $($failed -join ', ')" }
    Get-Content $log -Tail 1
    Remove-Item -Recurse -Force $scratch
    exit [int] [bool] $failed
}

if ($words.Count -eq 1 -and $words[0] -eq 'test') { Invoke-Checks }

if ($words.Count -gt 0 -and $words[0] -eq '--') { $words = @($words | Select-Object -Skip 1) }
Install-Environment (Join-Path $here 'requirements.lock')
if ($words.Count -gt 0 -and -not $env:QT_QPA_PLATFORM) { $env:QT_QPA_PLATFORM = 'offscreen' }
# The caller's folder stays the current one: relative file names mean what they say.
$ErrorActionPreference = 'Continue'
& $python (Join-Path $here 'main.py') @words
exit $LASTEXITCODE
